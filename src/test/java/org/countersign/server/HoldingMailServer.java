package org.countersign.server;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A mail server that can take a mail and keep to itself that it did, so that its sender can be stopped at that moment. */
final class HoldingMailServer implements AutoCloseable {

    private final GreenMail inside = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private final ServerSocket door;
    private final AtomicReference<String> wanted = new AtomicReference<>();
    private final CompletableFuture<String> held = new CompletableFuture<>();

    HoldingMailServer() {
        inside.start();
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::open);
    }

    int port() {
        return door.getLocalPort();
    }

    /** The next mail to this address is taken, and its sender is left without an answer. */
    void hold(String recipient) {
        wanted.set(recipient);
    }

    /** The Message-ID of the mail whose sender waits. */
    String awaitHeld() throws Exception {
        return held.get(1, TimeUnit.MINUTES);
    }

    List<MimeMessage> received() {
        return List.of(inside.getReceivedMessages());
    }

    private void open() {
        try {
            while (true) {
                var sender = door.accept();
                daemon(() -> talk(sender));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void talk(Socket sender) {
        try (sender;
                var server = new Socket(
                        InetAddress.getLoopbackAddress(), inside.getSmtp().getPort())) {
            var asks = reader(sender);
            var answers = reader(server);
            reply(answers, sender.getOutputStream());
            var mine = false;
            for (var line = asks.readLine(); line != null; line = asks.readLine()) {
                write(server.getOutputStream(), line);
                var recipient = wanted.get();
                mine |= recipient != null && line.startsWith("RCPT TO:") && line.contains(recipient);
                if (!line.equals("DATA")) {
                    reply(answers, sender.getOutputStream());
                    continue;
                }
                reply(answers, sender.getOutputStream());
                var id = "";
                for (var part = asks.readLine(); part != null; part = ".".equals(part) ? null : asks.readLine()) {
                    write(server.getOutputStream(), part);
                    if (part.startsWith("Message-ID: ")) {
                        id = part.substring("Message-ID: ".length());
                    }
                }
                if (mine && wanted.compareAndSet(recipient, null)) {
                    answers.readLine();
                    held.complete(id);
                    asks.readLine();
                    return;
                }
                reply(answers, sender.getOutputStream());
            }
        } catch (IOException gone) {
            // Its sender was stopped.
        }
    }

    private static void reply(BufferedReader answers, OutputStream sender) throws IOException {
        for (var line = answers.readLine(); line != null; line = answers.readLine()) {
            write(sender, line);
            if (line.length() < 4 || line.charAt(3) != '-') {
                return;
            }
        }
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "holding-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            inside.stop();
        }
    }
}
