package io.perfectorder;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** What may not be called on a publisher: conventions 4.1 to 4.8, each with the way out. */
class ReactorRulesTest {
    /** Operators that are wrong whatever their arguments, and what to write instead. */
    private static final Map<String, String> FORBIDDEN = Map.of(
            "onErrorContinue", "decide at the narrowest place: map the error to a value",
            "toFuture", "compose, or subscribe as an owner",
            "toIterable", "it blocks",
            "toStream", "it blocks",
            "groupBy", "its keys have no bound",
            "share", "use a sink with a bound in pipeline",
            "refCount", "use a sink with a bound in pipeline",
            "onBackpressureBuffer", "state the bound: reject, latest wins, or wait");

    /** Classes that still owe a repair; nothing may be added. */
    private static final List<String> OWED = List.of("LiveSnapshots", "DemoSource");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.perfectorder");

    @TestFactory
    Stream<DynamicTest> operatorsThatHideErrorsOrBounds_areNotUsed() {
        return FORBIDDEN.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> nobodyCalls(
                                rule.getKey(),
                                rule.getValue(),
                                onPublisher(target -> target.getName().equals(rule.getKey())))));
    }

    @Test
    void onlyTheStartOfALifecycle_blocks() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Lifecycle")
                .should()
                .callMethodWhere(described(
                        "block", onPublisher(target -> target.getName().startsWith("block"))))
                .because("a non-blocking thread must never wait (4.2)")
                .check(CLASSES);
    }

    @Test
    void everySubscription_handlesErrors() {
        nobodyCalls(
                "subscribe without an error consumer",
                "an error nobody sees is a stream that silently ended",
                onPublisher(target -> target.getName().equals("subscribe")
                        && target.getRawParameterTypes().size() < 2
                        && target.getRawParameterTypes().stream().noneMatch(t -> t.isAssignableTo(Publisher.class))
                        && target.getRawParameterTypes().stream()
                                .noneMatch(t -> t.isAssignableTo("org.reactivestreams.Subscriber"))));
    }

    @Test
    void flatMap_statesItsConcurrency() {
        nobodyCalls(
                "flatMap without concurrency",
                "its default of 256 is nobody's decision; concatMap keeps order",
                target -> target.getOwner().isEquivalentTo(Flux.class)
                        && Set.of("flatMap", "flatMapSequential", "flatMapDelayError")
                                .contains(target.getName())
                        && target.getRawParameterTypes().stream().noneMatch(t -> t.isEquivalentTo(int.class)));
    }

    @Test
    void timedOperators_nameTheirScheduler() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Lifecycle")
                .and(owingNothing())
                .should()
                .callMethodWhere(described(
                        "a timed operator on Reactor's own scheduler",
                        onPublisher(target -> !target.getName().startsWith("block")
                                && hasParameter(target, Duration.class)
                                && !hasParameter(target, Scheduler.class))))
                .because("virtual time and disposal need a scheduler of ours (4.3)")
                .check(CLASSES);
    }

    @Test
    void timedBuffers_respectDemand() {
        nobodyCalls(
                "bufferTimeout or windowTimeout without fair backpressure",
                "without it demand is ignored when the time is up",
                onPublisher(target -> Set.of("bufferTimeout", "windowTimeout").contains(target.getName())
                        && !hasParameter(target, boolean.class)));
    }

    @Test
    void retries_backOff() {
        nobodyCalls(
                "a retry without backoff",
                "use Retry.backoff with a scheduler",
                target -> onPublisher(t -> t.getName().equals("retry")).test(target)
                        || target.getOwner().isEquivalentTo(Retry.class)
                                && Set.of("indefinitely", "max", "maxInARow").contains(target.getName()));
    }

    @Test
    void replays_haveABound() {
        nobodyCalls(
                "replay or cache without a size",
                "it keeps everything for ever",
                target -> target.getOwner().isEquivalentTo(Flux.class)
                        && Set.of("replay", "cache").contains(target.getName())
                        && !hasParameter(target, int.class));
    }

    @Test
    void sharedSchedulers_areLeftAlone() {
        nobodyCalls(
                "a scheduler that everybody shares",
                "schedulers are created once, named, owned, disposed (4.3)",
                target -> target.getOwner().isEquivalentTo(Schedulers.class)
                        && Set.of("boundedElastic", "parallel", "single", "immediate", "elastic")
                                .contains(target.getName()));
    }

    @Test
    void sinks_neitherSpinNorSkipTheirChecks() {
        nobodyCalls(
                "Sinks.unsafe or busy looping",
                "serialize instead",
                target -> target.getOwner().getName().startsWith(Sinks.class.getName())
                        && Set.of("unsafe", "busyLooping").contains(target.getName()));
    }

    @Test
    void sinksAndSchedulers_areMadeInThePipelineAndTheWiringOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.perfectorder.pipeline..", "io.perfectorder.app..")
                .and()
                .haveSimpleNameNotEndingWith("Wiring")
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("are Sinks or Schedulers") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.isEquivalentTo(Schedulers.class)
                                || type.getName().startsWith(Sinks.class.getName());
                    }
                })
                .because("threads and bounds are decided in one room (architecture, Threads)")
                .check(CLASSES);
    }

    private static void nobodyCalls(String what, String because, Predicate<MethodCallTarget> forbidden) {
        noClasses()
                .that(owingNothing())
                .should()
                .callMethodWhere(described(what, forbidden))
                .because(because)
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> owingNothing() {
        return new DescribedPredicate<>("owe nothing") {
            @Override
            public boolean test(JavaClass type) {
                return !OWED.contains(type.getSimpleName());
            }
        };
    }

    private static DescribedPredicate<JavaMethodCall> described(String what, Predicate<MethodCallTarget> predicate) {
        return new DescribedPredicate<>(what) {
            @Override
            public boolean test(JavaMethodCall call) {
                return predicate.test(call.getTarget());
            }
        };
    }

    private static Predicate<MethodCallTarget> onPublisher(Predicate<MethodCallTarget> predicate) {
        return target -> (target.getOwner().isAssignableTo(Flux.class)
                        || target.getOwner().isAssignableTo(Mono.class))
                && predicate.test(target);
    }

    private static boolean hasParameter(MethodCallTarget target, Class<?> type) {
        return target.getRawParameterTypes().stream().anyMatch(parameter -> parameter.isEquivalentTo(type));
    }
}
