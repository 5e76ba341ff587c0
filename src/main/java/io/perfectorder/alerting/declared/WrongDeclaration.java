package io.perfectorder.alerting.declared;

import java.util.List;
import java.util.stream.Collectors;

/** A declaration that cannot be taken, with all that is wrong in it, in order of the lines. */
public final class WrongDeclaration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    WrongDeclaration(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
