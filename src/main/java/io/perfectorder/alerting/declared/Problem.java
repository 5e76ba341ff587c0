package io.perfectorder.alerting.declared;

/**
 * Something wrong in a declaration.
 *
 * @param line from 1
 * @param what in English, as files and the API are answered
 */
public record Problem(int line, String what, Mistake mistake) {
    /** What only those who write by hand can get wrong. */
    Problem(int line, String what) {
        this(line, what, Mistake.other());
    }

    @Override
    public String toString() {
        return "line " + line + ": " + what;
    }
}
