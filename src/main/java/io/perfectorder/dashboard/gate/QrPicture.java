package io.perfectorder.dashboard.gate;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** A text as a QR code in SVG: dark on light in every theme, or cameras do not read it, with the margin of four that they want (ISO/IEC 18004). */
final class QrPicture {
    private static final int MARGIN = 4;

    private QrPicture() {}

    static String of(String text, String label) {
        ByteMatrix dots = dots(text);
        int size = dots.getWidth() + 2 * MARGIN;
        StringBuilder svg = new StringBuilder(8_000)
                .append("<svg class=\"qr\" role=\"img\" viewBox=\"0 0 ")
                .append(size)
                .append(' ')
                .append(size)
                .append("\" shape-rendering=\"crispEdges\" aria-label=\"")
                .append(GatePages.safe(label))
                .append("\"><path fill=\"#ffffff\" d=\"M0 0h")
                .append(size)
                .append('v')
                .append(size)
                .append("H0z\"/><path fill=\"#000000\" d=\"");
        for (int y = 0; y < dots.getHeight(); y++) {
            row(svg, dots, y);
        }
        return svg.append("\"/></svg>").toString();
    }

    private static void row(StringBuilder svg, ByteMatrix dots, int y) {
        int x = 0;
        while (x < dots.getWidth()) {
            int from = x;
            while (x < dots.getWidth() && dots.get(x, y) == 1) {
                x++;
            }
            if (x > from) {
                int length = x - from;
                svg.append('M')
                        .append(from + MARGIN)
                        .append(' ')
                        .append(y + MARGIN)
                        .append('h')
                        .append(length)
                        .append("v1h-")
                        .append(length)
                        .append('z');
            }
            x++;
        }
    }

    private static ByteMatrix dots(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(
                    "text has " + text.length() + " characters; too many for a QR code", tooLong);
        }
    }
}
