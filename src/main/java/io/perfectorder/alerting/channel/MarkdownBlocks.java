package io.perfectorder.alerting.channel;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A message in the little markdown that the robots of DingTalk and WeCom share: bold, quotes and links. */
final class MarkdownBlocks {
    private MarkdownBlocks() {}

    /** The headline, then a block for each alert, then how many more there are. */
    static List<String> of(Digest digest) {
        List<String> blocks = new ArrayList<>();
        if (digest.alerts().size() > 1) {
            blocks.add("**" + Escape.WIDE.of(digest.title()) + "**");
        }
        for (Digest.Told told : digest.alerts()) {
            String facts = told.facts().stream()
                    .map(fact -> "> " + Escape.WIDE.of(fact.name() + ": " + fact.value()))
                    .collect(Collectors.joining("\n\n"));
            blocks.add("**" + Escape.WIDE.of(told.title()) + "**\n\n" + Escape.WIDE.of(told.what()) + "\n\n" + facts
                    + "\n\n" + link(digest.open(), told.link())
                    + told.take().map(take -> "  " + link(digest.take(), take)).orElse(""));
        }
        if (!digest.rest().isEmpty()) {
            blocks.add(Escape.WIDE.of(digest.rest()));
        }
        return blocks;
    }

    private static String link(String word, URI address) {
        return "[" + word + "](" + address.toString().replace("(", "%28").replace(")", "%29") + ")";
    }
}
