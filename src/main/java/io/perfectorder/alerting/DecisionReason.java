package io.perfectorder.alerting;

/** Why a channel was told of an alert, was not, or was not yet. The set is closed: there is no other answer. */
public enum DecisionReason {
    /** Not yet: alerts that come soon after it are told with it. */
    GATHERING(Stage.OPEN),
    /** Not yet: the channel failed, and is tried again. */
    RETRYING(Stage.OPEN),
    /** Not yet: the channel takes no more messages at this time. */
    RATE_LIMITED(Stage.OPEN),
    /** Told. */
    DELIVERED(Stage.TRIED),
    /** Not told: the channel will never take it. */
    REFUSED(Stage.TRIED),
    /** Not told: the channel failed as often as it may. */
    GAVE_UP(Stage.TRIED),
    /** Not told: somebody silenced it. */
    SILENCED(Stage.MUTED),
    /** Not told: a calendar says that nobody is to be told. */
    CALENDAR(Stage.MUTED),
    /** Not told: somebody has it in hand. */
    ACKNOWLEDGED(Stage.MUTED),
    /** Not told: no route takes it. */
    NO_ROUTE(Stage.DROPPED),
    /** Not told: the route names a channel that there is not. */
    NO_CHANNEL(Stage.DROPPED),
    /** Not told: it is resolved, and nobody had been told that it fired. */
    NEVER_TOLD(Stage.DROPPED),
    /** Not told by itself: what came after it was told in its place. */
    OVERTAKEN(Stage.DROPPED);

    private enum Stage {
        OPEN,
        TRIED,
        MUTED,
        DROPPED
    }

    private final Stage stage;

    DecisionReason(Stage stage) {
        this.stage = stage;
    }

    /** Whether something is still to be done. */
    public boolean isOpen() {
        return stage == Stage.OPEN;
    }

    /** Whether the channel was asked, whatever it said. */
    public boolean wasTried() {
        return stage == Stage.TRIED;
    }

    /** Whether it was kept back, and may be told when that is over. */
    public boolean isMuted() {
        return stage == Stage.MUTED;
    }
}
