package org.countersign.support;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A {@code clamd} that speaks {@code INSTREAM} over a real socket and knows one virus, EICAR's, which does no harm. */
public final class FakeClamd implements AutoCloseable {

    /** Written in two, or scanners would find this class. */
    public static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private static final String COMMAND = "zINSTREAM\0";

    private final ServerSocket socket;
    private final List<byte[]> scanned = new CopyOnWriteArrayList<>();

    private FakeClamd(ServerSocket socket) {
        this.socket = socket;
    }

    /** Listens on a free port of this machine. */
    public static FakeClamd start() throws IOException {
        var clamd = new FakeClamd(new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1")));
        var thread = new Thread(clamd::serve, "clamd");
        thread.setDaemon(true);
        thread.start();
        return clamd;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** What it was given, in its order. */
    public List<byte[]> scanned() {
        return List.copyOf(scanned);
    }

    /** Nobody answers any more. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var asked = socket.accept()) {
                var in = new DataInputStream(asked.getInputStream());
                var command = new String(in.readNBytes(COMMAND.length()), StandardCharsets.US_ASCII);
                if (!command.equals(COMMAND)) {
                    asked.getOutputStream().write("UNKNOWN COMMAND\0".getBytes(StandardCharsets.US_ASCII));
                    continue;
                }
                var content = new ByteArrayOutputStream();
                for (int length = in.readInt(); length > 0; length = in.readInt()) {
                    content.write(in.readNBytes(length));
                }
                scanned.add(content.toByteArray());
                var found = content.toString(StandardCharsets.ISO_8859_1).contains(EICAR);
                asked.getOutputStream()
                        .write((found ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0")
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The one who asked went away, or nobody is asked any more.
                continue;
            }
        }
    }
}
