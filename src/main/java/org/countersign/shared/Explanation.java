package org.countersign.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Why something is so, found out once and read for years: the English words, and what they were made of, so that each
 * reader has them in their own language. What was written down before its parts were kept is English for everybody.
 *
 * @param english the words
 * @param said the sentences that they consist of; empty where those were not kept
 */
public record Explanation(String english, List<Said> said) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final DateTimeFormatter ENGLISH_DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    /** What the columns hold. */
    private static final int LONGEST = 4000;

    public Explanation {
        said = List.copyOf(said);
    }

    /**
     * One sentence, or a part of one.
     *
     * @param key under which it stands in the bundles, see {@link Sentence#key()}
     * @param values what it names, in the order of its English
     */
    public record Said(String key, List<Value> values) {

        public Said {
            values = List.copyOf(values);
        }
    }

    /** What a value is, which decides how it is written. */
    public enum Kind {
        /** Names, numbers of documents, and what others wrote: the same in every language. */
        TEXT,
        /** A number. */
        NUMBER,
        /** An amount of money; the unit is its currency. */
        AMOUNT,
        /** A quantity; the unit is its UN/ECE Recommendation 20 code. */
        QUANTITY,
        /** A day of the calendar. */
        DAY,
        /** The id of a group. */
        GROUP,
        /** Words of ours within a sentence. */
        WORDS
    }

    /**
     * What a sentence names.
     *
     * @param kind what it is
     * @param value the text, the plain number, the id, or the English words
     * @param unit of an amount or a quantity
     * @param said what words of ours consist of; null for everything else
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Value(
            Kind kind,
            String value,
            @Nullable String unit,
            @Nullable List<Said> said) {

        private String english() {
            if (kind == Kind.DAY) {
                return ENGLISH_DAY.format(LocalDate.parse(value));
            }
            return unit == null ? value : value + " " + unit;
        }
    }

    /** An amount with the digits that it has. */
    public static Value amount(BigDecimal amount, String currency) {
        return new Value(Kind.AMOUNT, amount.toPlainString(), currency, null);
    }

    /** A quantity with the digits that say something. */
    public static Value quantity(BigDecimal quantity, String unit) {
        // What does not end in this unit is told with as many digits as quantities are kept with.
        return new Value(
                Kind.QUANTITY,
                plain(quantity.scale() > 6 ? quantity.setScale(6, RoundingMode.HALF_UP) : quantity),
                unit,
                null);
    }

    /** A number with the digits that say something. */
    public static Value number(BigDecimal number) {
        return new Value(Kind.NUMBER, plain(number), null, null);
    }

    /** A day: {@code 21 Nov 2026}. */
    public static Value day(LocalDate day) {
        return new Value(Kind.DAY, day.toString(), null, null);
    }

    /** A group by its id. */
    public static Value group(String id) {
        return new Value(Kind.GROUP, id, null, null);
    }

    /** Words of ours as parts of a sentence, with commas between them. */
    public static Value words(List<Explanation> parts) {
        return new Value(
                Kind.WORDS,
                parts.stream().map(Explanation::english).collect(Collectors.joining(", ")),
                null,
                parts.stream().flatMap(part -> part.said().stream()).toList());
    }

    /**
     * One sentence.
     *
     * @param values what it names: {@link Value}s, explanations that are part of it, and anything else as a text
     */
    public static Explanation of(Sentence sentence, Object... values) {
        var named = Arrays.stream(values).map(Explanation::value).toList();
        return new Explanation(
                String.format(
                        Locale.ENGLISH,
                        sentence.sentence(),
                        named.stream().map(Value::english).toArray()),
                List.of(new Said(sentence.key(), named)));
    }

    /** One sentence that names an amount alone; in English too its thousands stand apart, as in forms. */
    public static Explanation ofAmount(Sentence sentence, Money amount) {
        var currency = amount.currency();
        var digits = Money.digits(currency);
        var figures = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        figures.setMinimumFractionDigits(digits);
        figures.setMaximumFractionDigits(digits);
        return new Explanation(
                String.format(
                        Locale.ENGLISH,
                        sentence.sentence(),
                        figures.format(amount.amount()) + " " + currency.getCurrencyCode()),
                of(sentence, amount(amount.amount(), currency.getCurrencyCode()))
                        .said());
    }

    /** Words of which nobody kept what they were made of. */
    public static Explanation asWritten(String english) {
        return new Explanation(english, List.of());
    }

    /** As it was kept. @param facts what {@link #facts()} gave; null where there are none */
    public static Explanation kept(String english, @Nullable String facts) {
        if (facts == null) {
            return asWritten(english);
        }
        try {
            return new Explanation(english, JSON.readValue(facts, new TypeReference<List<Said>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The parts of an explanation cannot be read: " + facts, e);
        }
    }

    /** Several sentences, one after the other. */
    public static Explanation joined(List<Explanation> sentences) {
        return new Explanation(
                sentences.stream().map(Explanation::english).collect(Collectors.joining(" ")),
                sentences.stream().flatMap(sentence -> sentence.said().stream()).toList());
    }

    /** What it is made of, to be kept beside the words; null where nothing is known of it, or more than can be kept. */
    public @Nullable String facts() {
        if (said.isEmpty()) {
            return null;
        }
        try {
            var facts = JSON.writeValueAsString(said);
            return facts.length() <= LONGEST ? facts : null;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The parts of an explanation cannot be written", e);
        }
    }

    /** In a language, as far as its texts are there; else in English. */
    public String in(Locale language, MessageSource texts) {
        var translated = said.isEmpty() ? null : say(said, " ", language, texts);
        return translated == null ? english : translated;
    }

    @Override
    public String toString() {
        return english;
    }

    private static @Nullable String say(List<Said> said, String between, Locale language, MessageSource texts) {
        var sentences = new ArrayList<String>();
        for (var one : said) {
            var values = one.values().stream()
                    .map(value -> say(value, language, texts))
                    .toArray();
            var sentence = texts.getMessage(one.key(), values, null, language);
            if (sentence == null) {
                return null;
            }
            sentences.add(sentence);
        }
        return String.join(between, sentences);
    }

    private static String say(Value value, Locale language, MessageSource texts) {
        var unit = value.unit() == null ? "" : value.unit();
        return switch (value.kind()) {
            case TEXT -> value.value();
            case NUMBER -> figures(value.value(), 0, language);
            case AMOUNT -> figures(value.value(), digits(unit), language) + " " + unit;
            case QUANTITY -> figures(value.value(), 0, language) + " " + textOr("unit." + unit, unit, language, texts);
            case DAY ->
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(language)
                        .format(LocalDate.parse(value.value()));
            case GROUP -> textOr("group." + value.value(), value.value(), language, texts);
            case WORDS -> {
                var words = value.said() == null ? null : say(value.said(), ", ", language, texts);
                yield words == null ? value.value() : words;
            }
        };
    }

    private static String textOr(String key, String otherwise, Locale language, MessageSource texts) {
        var text = texts.getMessage(key, null, otherwise, language);
        return text == null ? otherwise : text;
    }

    private static Value value(Object value) {
        if (value instanceof Value made) {
            return made;
        }
        return value instanceof Explanation part
                ? words(List.of(part))
                : new Value(Kind.TEXT, String.valueOf(value), null, null);
    }

    private static int digits(String currency) {
        return Formats.isCurrency(currency) ? Money.digits(Currency.getInstance(currency)) : 2;
    }

    private static String figures(String plain, int fewest, Locale language) {
        var number = new BigDecimal(plain);
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(language));
        format.setMinimumFractionDigits(fewest);
        format.setMaximumFractionDigits(
                Math.max(fewest, Math.max(0, number.stripTrailingZeros().scale())));
        return format.format(number);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
