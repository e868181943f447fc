package org.countersign.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.countersign.support.FakeClamd;

/** Attachments of a started server that keeps its files in a folder and has a scanner look at them first. */
final class KeptFiles {

    private static final String DRAFT = """
        {"title": "Lamps", "costCenter": "CC-100", "currency": "EUR",
         "lines": [{"description": "Lamp", "quantity": "2", "unitPrice": "25.00"}]}
        """;
    private static final byte[] OFFER = bytes("We offer two lamps at 50.00 EUR.");

    private final Path folder;
    private String earlier = "";

    KeptFiles(Path directory) {
        this.folder = directory.resolve("data").resolve("files");
    }

    /** Arguments of a server that keeps them so, after others. */
    static String[] inFolder(FakeClamd clamd, String other) {
        return new String[] {
            other,
            "--countersign.files.store=folder",
            "--countersign.files.clamd.host=127.0.0.1",
            "--countersign.files.clamd.port=" + clamd.port()
        };
    }

    /** A file that the server keeps as it does unless it is told otherwise: in its database. */
    void keepInDatabase(PackagedServer server) {
        var attachments = draft(server);
        earlier = attachments + "/" + idOf(server.upload("requester", attachments, "old.txt", OFFER, 201));
        assertThat(inFolder()).isEmpty();
    }

    void keepInFolder(PackagedServer server, FakeClamd clamd) throws IOException {
        assertThat(server.bytes("requester", earlier))
                .as("what was kept before")
                .isEqualTo(OFFER);
        var attachments = draft(server);

        var kept = attachments + "/" + idOf(server.upload("requester", attachments, "offer.txt", OFFER, 201));
        assertThat(inFolder())
                .singleElement()
                .satisfies(file -> assertThat(file).hasBinaryContent(OFFER));
        assertThat(clamd.scanned()).containsExactly(OFFER);
        assertThat(server.bytes("requester", kept)).isEqualTo(OFFER);

        var virus = server.upload("requester", attachments, "lamps.txt", bytes(FakeClamd.EICAR), 422);
        assertThat(virus.path("type").asText()).isEqualTo("urn:problem:files:file-infected");
        assertThat(virus.path("detail").asText())
                .isEqualTo("The virus scanner refuses lamps.txt (Eicar-Test-Signature). Nothing was stored.");

        clamd.close();
        var away = server.upload("requester", attachments, "another.txt", OFFER, 503);
        assertThat(away.path("type").asText()).isEqualTo("urn:problem:files:scanner-unreachable");
        assertThat(away.path("detail").asText()).contains("so another.txt was not stored");
        assertThat(inFolder()).hasSize(1);
        assertThat(server.get("requester", attachments).findValuesAsText("name"))
                .containsExactly("offer.txt");

        server.delete("requester", kept, 204);
        assertThat(inFolder()).isEmpty();
    }

    private static String draft(PackagedServer server) {
        return "/api/v1/requisitions/"
                + server.post("requester", "/api/v1/requisitions", DRAFT, 201)
                        .path("number")
                        .asText() + "/attachments";
    }

    private static String idOf(JsonNode added) {
        return added.path(0).path("id").asText();
    }

    private List<Path> inFolder() {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
