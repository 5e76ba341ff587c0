package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.TestPropertySource;

/** Files loaded and replayed on the board, in a real Chromium. */
@TestPropertySource(properties = "ui.largest-file=1MB")
class FilesInBrowserTest extends BoardInBrowser {
    @TempDir
    Path folder;

    @Test
    void aFile_isLoadedAndCounted() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            lines.add(placed("load-" + i, 600));
        }
        lines.add(lines.getFirst());
        lines.add("{\"no\":\"event\"}");
        Page page = unlocked("en", ColorScheme.LIGHT, 1440);

        choose(page, gzipped("<b>events<b>.ndjson.gz", lines));

        assertThat(page.locator(".work .badge")).hasText("Done, with rejections");
        assertThat(page.locator(".work h2")).hasText("<b>events<b>.ndjson.gz");
        assertThat(figure(page, "accepted")).hasText("300");
        assertThat(figure(page, "duplicates")).hasText("1");
        assertThat(figure(page, "rejected")).hasText("1");
        assertThat(page.locator(".work .percent")).hasText("100.0%");
        assertThat(page.locator(".problems li")).hasCount(1);
        assertThat(page.locator(".problems li")).containsText("Line 302: ");

        page.navigate(browser.at("orders?window=PT1H"));
        assertThat(page.locator(".total")).hasAttribute("data-total", "300");
        page.context().close();
        // Nothing of what was sent is kept.
        assertThat(data.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void aReplay_isPacedAndCanBeCancelledFromAnyPage() throws IOException {
        // An hour between the events: at a speed of one this would take years.
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            lines.add(BoardEvents.placed("replay-" + i, "gold", now.minus(9_000 - i, ChronoUnit.HOURS)));
        }
        Page page = unlocked("en", ColorScheme.DARK, 1440);
        page.locator("input[value=replay]").check();
        page.locator(".speed input").fill("1");

        choose(page, Files.write(folder.resolve("slow.ndjson"), lines));

        assertThat(page.locator(".work .badge")).hasText("Under way");
        assertThat(page.locator(".work .head")).containsText("1 times as fast as it happened");
        assertThat(figure(page, "accepted")).not().hasText("0");
        // 1,999 stretches of a quarter of a second, whatever share of the bytes has been read ahead.
        assertThat(figure(page, "left")).hasText(Pattern.compile("8 min.*"));
        BoardBrowser.assertAccessible(page);
        BoardBrowser.keep(page, "import-running");

        // A second file is refused while one is under way.
        choose(page, Files.write(folder.resolve("second.ndjson"), lines));
        assertThat(page.locator("file-drop [role=alert]")).containsText("another file is under way");

        Page other = browser.page();
        other.navigate(browser.at("import"));
        assertThat(other.locator(".work h2")).hasText("slow.ndjson");
        other.getByText("Cancel", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".work .badge")).hasText("Cancelled");
        page.context().close();
        other.context().close();
    }

    @Test
    void withoutTheKey_nothingCanBeSent() throws IOException {
        Page page = browser.page();
        page.navigate(browser.at("import"));
        assertThat(page.locator("file-drop")).hasCount(0);
        page.locator(".key input").fill("guessed");
        page.locator(".key input").press("Enter");

        assertThat(page.locator(".key [role=alert]")).hasText("This is not the producer key.");
        assertThat(page.locator("file-drop")).hasCount(0);
        page.context().close();
    }

    @Test
    void aFileThatIsTooLarge_isRefusedByThePageAndByTheServer() throws IOException {
        Path large = Files.writeString(folder.resolve("large.ndjson"), " ".repeat(1_100_000));
        Page page = unlocked("en", ColorScheme.LIGHT, 1440);
        choose(page, large);
        assertThat(page.locator("file-drop [role=alert]")).hasText("This file is too large.");

        page.evaluate("document.querySelector('file-drop').setAttribute('largest', 1e12)");
        choose(page, large);
        assertThat(page.locator("file-drop [role=alert]")).containsText("The file was not taken");
        page.context().close();
    }

    @Test
    void sending_canBeStopped_andNothingIsKept() throws IOException {
        Page page = unlocked("en", ColorScheme.LIGHT, 1440);
        CDPSession line = page.context().newCDPSession(page);
        line.send("Network.enable");
        line.send("Network.emulateNetworkConditions", slowLine());
        choose(page, Files.writeString(folder.resolve("slow-line.ndjson"), " ".repeat(900_000)));
        assertThat(page.locator("file-drop .sending")).containsText("Sending slow-line.ndjson");
        assertThat(page.locator("file-drop progress")).isVisible();

        page.locator("file-drop .sending button").click();

        assertThat(page.locator("file-drop label")).isVisible();
        assertThat(page.locator("file-drop .sending")).isHidden();
        assertThat(page.locator("file-drop [role=alert]")).isHidden();
        assertThat(page.locator(".work h2:has-text('slow-line')")).hasCount(0);
        page.context().close();
    }

    @Test
    void aFileThatIsDropped_isLoaded() {
        Page page = unlocked("en", ColorScheme.LIGHT, 1440);
        JSHandle dropped = page.evaluateHandle("""
                text => {
                    const transfer = new DataTransfer();
                    transfer.items.add(new File([text], 'dropped.ndjson'));
                    return transfer;
                }""", placed("dropped", 600));

        page.dispatchEvent("file-drop", "drop", Map.of("dataTransfer", dropped));

        assertThat(page.locator(".work h2")).hasText("dropped.ndjson");
        assertThat(page.locator(".work .badge")).hasText("Done");
        assertThat(figure(page, "accepted")).hasText("1");
        page.context().close();
    }

    private static JsonObject slowLine() {
        JsonObject conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", 20_000);
        return conditions;
    }

    private Page unlocked(String language, ColorScheme scheme, int width) {
        Page page = browser.page(language, scheme, width);
        page.navigate(browser.at("import"));
        unlock(page);
        return page;
    }

    private void unlock(Page page) {
        page.locator(".key input").fill(key.value());
        page.locator(".key button").click();
        assertThat(page.locator("file-drop label")).isVisible();
    }

    private static void choose(Page page, Path file) {
        page.locator("file-drop input[type=file]").setInputFiles(file);
    }

    private static Locator figure(Page page, String name) {
        return page.locator("dd[data-figure=" + name + "]");
    }

    private Path gzipped(String name, List<String> lines) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static String placed(String id, long dueSecondsAgo) {
        return BoardEvents.placed(id, "gold", now.minusSeconds(dueSecondsAgo));
    }
}
