package io.perfectorder.alerting.channel;

import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** Makes a plain text stay plain in a target format. JSON needs none: it is written by a library. */
enum Escape {
    /** Source: "Formatting text for app surfaces": these three signs start a link, a mention or an entity. */
    SLACK {
        @Override
        String of(String plain) {
            return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    },
    /** Markdown with backslashes; a mention is broken by a zero-width space, as there is no escape for it. */
    MATTERMOST {
        @Override
        String of(String plain) {
            return MARKDOWN.matcher(plain).replaceAll("\\\\$0").replace("@", "@\u200B");
        }
    },
    /** The markdown of DingTalk and WeCom has no escape, so that what could start a link, a mention or code is written in its wide form. */
    WIDE {
        @Override
        String of(String plain) {
            StringBuilder wide = new StringBuilder(plain.length());
            plain.chars().forEach(c -> wide.append((char) (TO_WIDEN.indexOf(c) < 0 ? c : c + WIDE_OFFSET)));
            return wide.toString();
        }
    },
    HTML {
        @Override
        String of(String plain) {
            return HtmlUtils.htmlEscape(plain, "UTF-8");
        }
    };

    private static final Pattern MARKDOWN = Pattern.compile("[\\\\`*_~\\[\\]<>#|!]");
    private static final String TO_WIDEN = "[]<>`*@";
    private static final int WIDE_OFFSET = 0xFEE0;

    abstract String of(String plain);
}
