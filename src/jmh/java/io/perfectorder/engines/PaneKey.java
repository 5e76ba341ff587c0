package io.perfectorder.engines;

import java.io.Serializable;

/** One group's minute. */
public record PaneKey(String dimension, String value, long minute) implements Serializable {}
