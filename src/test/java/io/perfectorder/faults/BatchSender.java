package io.perfectorder.faults;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sends batches of {@link MadeOrders} that differ in the number in their ids alone, over as many connections as there are senders at once.
 * It leaves the cores to the monitor: each connection keeps the bytes of its request, in which a new number takes the place of the last,
 * and hands them to the system as they are. Safe for many threads.
 */
final class BatchSender implements AutoCloseable {
    private static final int DIGITS = 9;
    private static final String NAME = "batch-";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
    private static final Pattern LENGTH = Pattern.compile("\ncontent-length: (\\d+)\r", Pattern.CASE_INSENSITIVE);
    private static final String END_OF_HEADERS = "\r\n\r\n";
    private static final int LONGEST_ANSWER = 16 << 10;

    private final InetSocketAddress monitor;
    private final byte[] request;
    private final int[] places;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    /** How the events of a batch are put into one body. */
    enum Format {
        BATCH("application/cloudevents-batch+json", ",", "[", "]"),
        LINES("application/x-ndjson", "\n", "", "");

        private final String contentType;
        private final Collector<CharSequence, ?, String> body;

        Format(String contentType, String between, String before, String after) {
            this.contentType = contentType;
            this.body = Collectors.joining(between, before, after);
        }
    }

    BatchSender(RunningMonitor monitor, String producerKey, Format format, int events) {
        this.monitor = new InetSocketAddress(InetAddress.getLoopbackAddress(), monitor.port());
        String first = NAME + digits(0);
        String body = new MadeOrders(first + "-", "", events, MadeOrders.FIRST)
                .lines()
                .collect(format.body);
        String text = """
                POST /api/events HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: %s\r
                Content-Length: %d\r
                \r
                %s""".formatted(producerKey, format.contentType, body.length(), body);
        request = text.getBytes(StandardCharsets.US_ASCII);
        places = IntStream.iterate(text.indexOf(first), at -> at >= 0, at -> text.indexOf(first, at + 1))
                .map(at -> at + NAME.length())
                .toArray();
    }

    /** Sends the batch of that number, of nine digits at most, and gives the status of the answer. */
    int send(long number) throws IOException {
        Connection connection = idle.pollFirst();
        if (connection == null) {
            connection = new Connection();
        }
        try {
            int status = connection.send(digits(number).getBytes(StandardCharsets.US_ASCII));
            idle.addFirst(connection);
            return status;
        } catch (IOException broken) {
            connection.socket.close();
            throw broken;
        }
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : idle) {
            connection.socket.close();
        }
    }

    private static String digits(long number) {
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", number);
    }

    private final class Connection {
        private final SocketChannel socket = SocketChannel.open(monitor);
        private final ByteBuffer bytes =
                ByteBuffer.allocateDirect(request.length).put(request);
        private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);

        Connection() throws IOException {}

        int send(byte[] digits) throws IOException {
            for (int place : places) {
                bytes.put(place, digits);
            }
            bytes.clear();
            while (bytes.hasRemaining()) {
                socket.write(bytes);
            }
            answer.clear();
            String headers = "";
            while (headers.isEmpty()) {
                read();
                String read = text();
                headers = read.substring(0, read.indexOf(END_OF_HEADERS) + 1);
            }
            var length = LENGTH.matcher(headers);
            var status = STATUS.matcher(headers);
            if (!length.find() || !status.find()) {
                throw new IOException("an answer without a length: " + headers);
            }
            int end = headers.length() - 1 + END_OF_HEADERS.length() + Integer.parseInt(length.group(1));
            while (answer.position() < end) {
                read();
            }
            return Integer.parseInt(status.group(1));
        }

        private void read() throws IOException {
            if (!answer.hasRemaining() || socket.read(answer) < 0) {
                throw new EOFException("the answer is not whole: " + text());
            }
        }

        private String text() {
            return new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
        }
    }
}
