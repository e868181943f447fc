package org.countersign.shared.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Decimals in JSON: written as strings of plain digits, read from strings or numbers. Zeros behind the second digit are
 * not written, so that a value reads the same before and after the database has filled it up to its column's digits.
 */
public final class DecimalJson extends SimpleModule {

    private static final long serialVersionUID = 1L;
    private static final int MAX_LENGTH = 60;
    private static final int MAX_DIGITS = 30;

    /** Registers itself for {@link BigDecimal}. */
    public DecimalJson() {
        super("decimals");
        addSerializer(new Writer());
        addDeserializer(BigDecimal.class, new Reader());
    }

    /** The plain digits that are written for a value. */
    public static String text(BigDecimal value) {
        if (value.scale() <= 2) {
            return value.toPlainString();
        }
        var stripped = value.stripTrailingZeros();
        return (stripped.scale() < 2 ? stripped.setScale(2, RoundingMode.UNNECESSARY) : stripped).toPlainString();
    }

    private static final class Writer extends StdScalarSerializer<BigDecimal> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text(value));
        }
    }

    private static final class Reader extends StdScalarDeserializer<BigDecimal> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(BigDecimal.class);
        }

        @Override
        public @Nullable BigDecimal deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.currentToken().isScalarValue()
                    || json.hasToken(JsonToken.VALUE_TRUE)
                    || json.hasToken(JsonToken.VALUE_FALSE)) {
                return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, json);
            }
            var text = json.getText().trim();
            if (text.length() <= MAX_LENGTH) {
                try {
                    var value = new BigDecimal(text);
                    if (Math.abs((long) value.precision() - value.scale()) <= MAX_DIGITS
                            && Math.abs((long) value.scale()) <= MAX_DIGITS) {
                        return value;
                    }
                } catch (NumberFormatException e) {
                    // Said below, together with what is too long.
                }
            }
            return (BigDecimal) context.handleWeirdStringValue(BigDecimal.class, text, "not a decimal number");
        }
    }
}
