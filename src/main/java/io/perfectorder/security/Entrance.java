package io.perfectorder.security;

/** By what somebody has come in to the board. */
public sealed interface Entrance {
    Caller caller();

    /** An account's session. */
    record Person(KeyHash session, Caller caller) implements Entrance {}

    /** The link of a screen, which only reads. */
    record Wall(KeyHash link, Caller caller) implements Entrance {}

    /** Nobody has an account yet, and this is the machine itself. */
    record ThisMachine() implements Entrance {
        @Override
        public Caller caller() {
            return Caller.ON_THIS_MACHINE;
        }
    }

    /** The name that what is done goes by; empty where whoever does it has to say. */
    default String signature() {
        return this instanceof Person person ? person.caller().name() : "";
    }
}
