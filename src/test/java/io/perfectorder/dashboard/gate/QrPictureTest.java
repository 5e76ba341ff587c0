package io.perfectorder.dashboard.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrPictureTest {
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");

    @Test
    void thePicture_isReadAsTheText() throws Exception {
        String text = "otpauth://totp/%E5%AE%8C%E7%BE%8E:ann?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=x";

        String svg = QrPicture.of(text, "<a \"picture\">");

        assertThat(svg).contains("aria-label=\"&lt;a &quot;picture&quot;&gt;\"").doesNotContain("style=");
        assertThat(new Decoder().decode(dots(svg)).getText()).isEqualTo(text);
    }

    private static BitMatrix dots(String svg) {
        int size = Integer.parseInt(svg.replaceAll("(?s).*viewBox=\"0 0 (\\d+) .*", "$1")) - 8;
        BitMatrix dots = new BitMatrix(size);
        Matcher run = RUN.matcher(svg);
        while (run.find()) {
            dots.setRegion(
                    Integer.parseInt(run.group(1)) - 4,
                    Integer.parseInt(run.group(2)) - 4,
                    Integer.parseInt(run.group(3)),
                    1);
        }
        return dots;
    }
}
