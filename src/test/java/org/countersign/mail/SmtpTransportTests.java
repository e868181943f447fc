package org.countersign.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.countersign.mail.MailTransport.NotHandedOver;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What is known after a failure, against a mail server that fails at each step of the conversation. */
class SmtpTransportTests {

    @Test
    @DisplayName("R26: where nobody listens, nothing went out")
    void withoutAServerNothingWentOut() throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        fails(() -> send(port), true);
    }

    @Test
    @DisplayName("R26: what the server refuses did not go out")
    void whatIsRefusedDidNotGoOut() throws IOException {
        for (var refused : new String[] {"MAIL", "RCPT", "DATA", "."}) {
            try (var server = new FakeServer(Map.of(refused, "550 not for you"))) {
                fails(() -> send(server.port()), true);
            }
        }
    }

    @Test
    @DisplayName("R26: when the connection breaks after the text was sent, nobody knows")
    void aBrokenConnectionIsUncertain() throws IOException {
        try (var server = new FakeServer(Map.of(".", ""))) {
            fails(() -> send(server.port()), false);
        }
    }

    @Test
    void aMailThatIsTakenIsTaken() throws Exception {
        try (var server = new FakeServer(Map.of())) {
            send(server.port());
            assertThat(server.taken).contains("Message-ID: <fixed@example.org>");
        }
    }

    @Test
    void aServerThatSaysNoGoodByeChangesNothing() throws Exception {
        try (var server = new FakeServer(Map.of("QUIT", ""))) {
            send(server.port());
            assertThat(server.taken).contains("Subject: x");
        }
    }

    private static void fails(ThrowingCallable call, boolean certain) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        NotHandedOver.class, e -> assertThat(e.certain()).isEqualTo(certain));
    }

    private static void send(int port) throws Exception {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.getJavaMailProperties().put("mail.smtp.timeout", "3000");
        var transport = new SmtpTransport(sender);
        var message = transport.newMessage();
        message.setFrom("a@example.org");
        message.setRecipients(jakarta.mail.Message.RecipientType.TO, "b@example.org");
        message.setSubject("x");
        message.setText("x");
        message.setHeader("Message-ID", "<fixed@example.org>");
        transport.send(message);
    }

    /** Answers as told at one step, hangs up where the answer is empty, and takes everything else. */
    private static final class FakeServer implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final Map<String, String> answers;
        private volatile String taken = "";

        FakeServer(Map<String, String> answers) throws IOException {
            this.answers = answers;
            var thread = new Thread(this::serve, "fake-smtp");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            try (var client = socket.accept()) {
                converse(client);
            } catch (IOException e) {
                // The test has what it wants.
            }
        }

        private void converse(Socket client) throws IOException {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            var out = client.getOutputStream();
            say(out, "220 ready");
            var text = new StringBuilder();
            var inText = false;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (inText && !line.equals(".")) {
                    text.append(line).append('\n');
                    continue;
                }
                var word = inText ? "." : line.split(" ", 2)[0];
                var answer = answers.getOrDefault(word, word.equals("DATA") ? "354 go on" : "250 fine");
                if (answer.isEmpty()) {
                    return;
                }
                if (word.equals(".") && answer.startsWith("250")) {
                    taken = text.toString();
                }
                inText = word.equals("DATA") && answer.startsWith("354");
                say(out, answer);
            }
        }

        private static void say(java.io.OutputStream out, String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
