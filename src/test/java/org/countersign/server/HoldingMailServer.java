package org.countersign.server;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that can take a mail and keep to itself for a while that it did: its sender is busy, or stopped meanwhile. */
final class HoldingMailServer implements AutoCloseable {

    private final GreenMail inside = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private final ServerSocket door;
    private final BlockingQueue<String> held = new LinkedBlockingQueue<>();
    private volatile Hold hold = new Hold("nobody", 0);

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

    /** The next mails to this address are taken, and their senders wait for an answer until they are let go. */
    void hold(String recipient, int mails) {
        hold = new Hold(recipient, mails);
    }

    /** The Message-ID of a mail whose sender waits; each is told once. */
    String awaitHeld() throws InterruptedException {
        var mail = held.poll(2, TimeUnit.MINUTES);
        assertThat(mail).as("a mail whose sender waits").isNotNull();
        return mail;
    }

    /** All senders that wait get their answer, and nobody has to wait any more. */
    void letGo() {
        hold.over.countDown();
        hold = new Hold("nobody", 0);
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
            var holding = Optional.<Hold>empty();
            for (var line = asks.readLine(); line != null; line = asks.readLine()) {
                write(server.getOutputStream(), line);
                if (line.startsWith("RCPT TO:") && line.contains(hold.recipient)) {
                    holding = Optional.of(hold);
                }
                reply(answers, sender.getOutputStream());
                if (line.equals("DATA")) {
                    var id = "";
                    for (var part = asks.readLine(); part != null; part = ".".equals(part) ? null : asks.readLine()) {
                        write(server.getOutputStream(), part);
                        if (part.startsWith("Message-ID: ")) {
                            id = part.substring("Message-ID: ".length());
                        }
                    }
                    if (holding.isPresent() && holding.get().left.getAndDecrement() > 0) {
                        held.add(id);
                        holding.get().over.await();
                    }
                    holding = Optional.empty();
                    reply(answers, sender.getOutputStream());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        letGo();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            inside.stop();
        }
    }

    /** @param over counted down once their senders need not wait any more */
    private record Hold(String recipient, AtomicInteger left, CountDownLatch over) {

        Hold(String recipient, int mails) {
            this(recipient, new AtomicInteger(mails), new CountDownLatch(1));
        }
    }
}
