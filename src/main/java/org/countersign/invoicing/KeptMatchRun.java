package org.countersign.invoicing;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** An earlier match of an invoice as it was: packed, for it is read seldom and says much the same of each line. */
@Entity
@Table(name = "invoice_match_runs")
class KeptMatchRun {

    private static final class Json {
        /** Made when the first one is written. */
        private static final ObjectMapper MAPPER = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Column(name = "invoice")
    private String invoice;

    @Column(name = "run")
    private int run;

    @Column(name = "matched_at")
    private Instant matchedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "match_result")
    private MatchResult result;

    @Column(name = "differences")
    private int differences;

    @Column(name = "content", length = Length.LONG32)
    private byte[] content;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected KeptMatchRun() {}

    KeptMatchRun(InvoiceId invoice, MatchRun of) {
        this.id = id(invoice, of.run());
        this.invoice = invoice.value();
        this.run = of.run();
        this.matchedAt = of.at();
        this.result = of.result() == null ? MatchResult.IN_EXCEPTION : of.result();
        this.differences = of.openDifferences();
        this.content = packed(of);
    }

    static String id(InvoiceId invoice, int run) {
        return invoice.value() + "/" + run;
    }

    MatchRun read() {
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return Json.MAPPER.readValue(unpacked, MatchRun.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The match " + id + " cannot be read", e);
        }
    }

    private static byte[] packed(MatchRun run) {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            Json.MAPPER.writeValue(packed, run);
        } catch (IOException e) {
            throw new UncheckedIOException("A match cannot be kept", e);
        }
        return bytes.toByteArray();
    }
}
