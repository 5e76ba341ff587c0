package io.perfectorder.alerting.declared;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a text as one mapping; bounded in size and depth, and making nothing but nodes. */
final class Yaml {
    private static final int LONGEST = 4 << 20;

    private Yaml() {}

    /** What {@code read} makes of the text; all that is wrong in it is one {@link WrongDeclaration}. */
    static <T> T read(String text, Function<Section, T> read) {
        List<Problem> problems = new ArrayList<>();
        T made = read.apply(new Section("", compose(text), problems));
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(Problem::line));
            throw new WrongDeclaration(problems);
        }
        return made;
    }

    private static Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        try {
            Node node = new org.yaml.snakeyaml.Yaml(options).compose(new StringReader(text));
            if (node != null) {
                return node;
            }
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            throw new WrongDeclaration(List.of(new Problem(line, "is no YAML: " + broken.getProblem())));
        } catch (YAMLException broken) {
            throw new WrongDeclaration(List.of(new Problem(1, "is no YAML: " + broken.getMessage())));
        }
        throw new WrongDeclaration(List.of(new Problem(1, "is empty")));
    }
}
