package io.perfectorder.alerting.declared;

/** Something wrong in a declaration. {@code line}: from 1. */
public record Problem(int line, String what) {
    @Override
    public String toString() {
        return "line " + line + ": " + what;
    }
}
