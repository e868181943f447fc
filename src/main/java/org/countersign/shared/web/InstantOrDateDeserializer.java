package org.countersign.shared.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.countersign.shared.Company;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** Reads what {@link InstantOrDate} promises. */
class InstantOrDateDeserializer extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1L;

    private final transient ZoneId zone;

    /** For a mapper that Spring did not build: days begin in UTC. */
    InstantOrDateDeserializer() {
        super(Instant.class);
        this.zone = ZoneOffset.UTC;
    }

    @Autowired
    InstantOrDateDeserializer(Company company) {
        super(Instant.class);
        this.zone = company.timeZone();
    }

    @Override
    public @Nullable Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(Instant.class, json);
        }
        var text = json.getText().trim();
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            return (Instant) context.handleWeirdStringValue(
                    Instant.class, text, "neither a date nor a date with time and offset");
        }
    }
}
