package io.perfectorder;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a reviewer could count in the source: sizes, names, package papers, forbidden words. Conventions 1.2, 1.4, 2.1, 2.3, 7.2, 7.8. */
class SourceRulesTest {
    private static final int MAX_FILE_LINES = 400;
    private static final int MAX_METHOD_LINES = 60;
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");
    private static final Set<String> EMPTY_WORDS =
            Set.of("util", "utils", "common", "model", "service", "impl", "config");
    private static final Pattern EMPTY_NAMES = Pattern.compile(".*(Manager|Helper|Utils?|Impl|Data|Info)|Abstract.*");

    /** Files and methods that still owe a repair; nothing may be added. */
    private static final Set<String> OWED = Set.of("TreeDecoder.java event", "SlowOracle.java judge");

    /** The one place that may wait for a process by looking again: there is nothing to subscribe to. */
    private static final String MAY_WAIT = "faults/Await.java";

    private static List<Path> sources = List.of();
    private static List<CompilationUnitTree> units = List.of();
    private static Trees trees;

    @BeforeAll
    static void parse() throws IOException {
        sources = Stream.concat(javaFilesOf(MAIN), javaFilesOf(TEST)).toList();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, null, null);
        var task =
                (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
        trees = Trees.instance(task);
        var parsed = new ArrayList<CompilationUnitTree>();
        task.parse().forEach(parsed::add);
        units = parsed;
    }

    @Test
    void files_areShort() {
        var tooLong = new TreeMap<String, Integer>();
        sources.forEach(
                file -> tooLong.put(file.getFileName().toString(), linesOf(file).size()));
        tooLong.values().removeIf(lines -> lines <= MAX_FILE_LINES);
        tooLong.keySet().removeAll(OWED);

        assertThat(tooLong).as("files over %d lines", MAX_FILE_LINES).isEmpty();
    }

    @Test
    void methods_areShort() {
        var tooLong = new TreeMap<String, Long>();
        units.forEach(unit -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                long lines = lastLine(unit, method) - firstLine(unit, method) + 1;
                if (lines > MAX_METHOD_LINES) {
                    tooLong.put(nameOf(unit) + " " + method.getName(), lines);
                }
                return super.visitMethod(method, nothing);
            }
        }.scan(unit, null));

        tooLong.keySet().removeAll(OWED);
        assertThat(tooLong).as("methods over %d lines", MAX_METHOD_LINES).isEmpty();
    }

    @Test
    void aFile_holdsOneTopLevelType() {
        assertThat(units).filteredOn(unit -> unit.getTypeDecls().size() > 1).isEmpty();
    }

    @Test
    void names_sayWhatAThingIs() {
        var empty = new ArrayList<String>();
        units.forEach(unit -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                if (EMPTY_NAMES.matcher(type.getSimpleName()).matches()) {
                    empty.add(nameOf(unit) + ": " + type.getSimpleName());
                }
                return super.visitClass(type, nothing);
            }
        }.scan(unit, null));

        assertThat(empty).isEmpty();
        assertThat(sources)
                .allSatisfy(file -> file.getParent()
                        .forEach(part -> assertThat(EMPTY_WORDS).as("%s", file).doesNotContain(part.toString())));
    }

    @Test
    void packages_sayWhatTheyAreForAndAreNullMarked() {
        var packages = sources.stream()
                .filter(file -> file.startsWith(MAIN))
                .map(Path::getParent)
                .distinct();

        assertThat(packages).allSatisfy(directory -> {
            var paper = directory.resolve("package-info.java");
            assertThat(paper).exists();
            assertThat(Files.readString(paper)).startsWith("/**").contains("@NullMarked");
        });
    }

    @Test
    void mainCode_leavesTheScreenToTheImport() {
        assertNowhere(MAIN, Pattern.compile("System\\.(out|err)\\b"), "/app/", "ingest/Screen.java");
        assertNowhere(MAIN, Pattern.compile("java\\.util\\.logging|printStackTrace"));
    }

    @Test
    void tests_neitherSleepNorSkip() {
        assertNowhere(TEST, Pattern.compile("Thread\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\("), MAY_WAIT);
        assertNowhere(MAIN, Pattern.compile("Thread\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\("));
        assertNowhere(TEST, Pattern.compile("^\\s*@Disabled"));
    }

    private static void assertNowhere(Path root, Pattern forbidden, String... except) {
        var found = new ArrayList<String>();
        for (Path file : sources) {
            if (file.startsWith(root) && Stream.of(except).noneMatch(file.toString()::contains)) {
                linesOf(file).stream()
                        .filter(line -> forbidden.matcher(line).find() && !line.contains("Pattern.compile"))
                        .forEach(line -> found.add(file + ": " + line.strip()));
            }
        }
        assertThat(found).as("%s in %s", forbidden, root).isEmpty();
    }

    private static Stream<Path> javaFilesOf(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        }
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String nameOf(CompilationUnitTree unit) {
        return Path.of(unit.getSourceFile().toUri()).getFileName().toString();
    }

    private static long firstLine(CompilationUnitTree unit, Tree tree) {
        return unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
    }

    private static long lastLine(CompilationUnitTree unit, Tree tree) {
        return unit.getLineMap().getLineNumber(trees.getSourcePositions().getEndPosition(unit, tree));
    }
}
