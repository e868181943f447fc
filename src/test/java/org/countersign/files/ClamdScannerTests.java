package org.countersign.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClamdScannerTests {

    @Test
    @DisplayName("clamd gets every byte in pieces, and its answer counts")
    void clamdGetsEveryByte() throws Exception {
        var content = FileExamples.pdfOf(150_000);
        try (var clamd = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var got = answering(clamd, "stream: OK\0");
            assertThat(scanner(clamd.getLocalPort()).findingIn("a.pdf", content))
                    .isEmpty();
            assertThat(got.get(5, TimeUnit.SECONDS)).isEqualTo(content);

            answering(clamd, "stream: Eicar-Test-Signature FOUND\0");
            assertThat(scanner(clamd.getLocalPort()).findingIn("a.pdf", content))
                    .contains("Eicar-Test-Signature");

            answering(clamd, "INSTREAM size limit exceeded. ERROR\0");
            assertThatThrownBy(() -> scanner(clamd.getLocalPort()).findingIn("a.pdf", content))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("size limit exceeded");

            answering(clamd, "");
            assertThatThrownBy(() -> scanner(clamd.getLocalPort()).findingIn("a.pdf", content))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("A clamd that nobody finds, or that never answers, says nothing about a file")
    void aSilentClamdSaysNothing() throws Exception {
        int port;
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = silent.getLocalPort();
            assertThatThrownBy(() -> scanner(port).findingIn("a.pdf", FileExamples.pdf("a")))
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> scanner(port).findingIn("a.pdf", FileExamples.pdf("a")))
                .isInstanceOf(IOException.class);
    }

    private static ClamdScanner scanner(int port) {
        return new ClamdScanner(InetAddress.getLoopbackAddress().getHostAddress(), port, Duration.ofMillis(500));
    }

    private static CompletableFuture<byte[]> answering(ServerSocket clamd, String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (var socket = clamd.accept()) {
                var in = new DataInputStream(socket.getInputStream());
                assertThat(in.readNBytes(10)).isEqualTo("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
                var got = new ByteArrayOutputStream();
                for (int length = in.readInt(); length > 0; length = in.readInt()) {
                    got.write(in.readNBytes(length));
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                return got.toByteArray();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
