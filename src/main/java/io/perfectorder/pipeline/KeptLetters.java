package io.perfectorder.pipeline;

import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The port that reads the dead letters, and remembers which of them were replayed. */
public interface KeptLetters {
    /** The newest letters with a number below {@code before}, newest first, each with at most {@code rawBytes} of its event. */
    Mono<List<KeptLetter>> newest(LetterSelection selection, long before, int limit, int rawBytes);

    /** Every letter that is there at subscription, oldest first, in bounded memory however slowly it is read. */
    Flux<KeptLetter> all(LetterSelection selection);

    /** One letter; empty when there is none with this number. */
    Mono<KeptLetter> find(long number);

    /** Remembers that the event of the letter was taken. The first time counts. */
    Mono<Void> markReplayed(long number);
}
