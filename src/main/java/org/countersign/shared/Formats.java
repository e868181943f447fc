package org.countersign.shared;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Formats that master data is written in. A null is of no format. */
public final class Formats {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]*");
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
                    + "[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");
    private static final Pattern BIC = Pattern.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final Pattern UNIT = Pattern.compile("[A-Z0-9]{2,3}");
    private static final Pattern GTIN = Pattern.compile("[0-9]{8}|[0-9]{12,14}");
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private Formats() {}

    /** A key that stands in addresses as it is: letters, digits and {@code . _ @ + -}, not longer than {@code max}. */
    public static boolean isKey(@Nullable String text, int max) {
        return text != null && text.length() <= max && KEY.matcher(text).matches();
    }

    /** An e-mail address, without a name and without quotes. */
    public static boolean isEmail(@Nullable String text) {
        return text != null
                && text.length() <= 254
                && EMAIL.matcher(text).matches()
                && !text.contains("..")
                && !text.startsWith(".")
                && !text.contains(".@");
    }

    /** An IBAN without blanks whose check digits are right. */
    public static boolean isIban(@Nullable String text) {
        if (text == null || !IBAN.matcher(text).matches()) {
            return false;
        }
        var rest = 0;
        for (var sign : (text.substring(4) + text.substring(0, 4)).toCharArray()) {
            var value = Character.digit(sign, 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest == 1;
    }

    /** A business identifier code of a bank, of 8 or 11 signs (ISO 9362), in upper case. */
    public static boolean isBic(@Nullable String text) {
        return text != null && BIC.matcher(text).matches();
    }

    /** An ISO 4217 code of a currency. */
    public static boolean isCurrency(@Nullable String text) {
        try {
            return text != null && Currency.getInstance(text).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** An ISO 3166-1 alpha-2 code of a country. */
    public static boolean isCountry(@Nullable String text) {
        return text != null && COUNTRIES.contains(text);
    }

    /** An ISO 639-1 code of a language. */
    public static boolean isLanguage(@Nullable String text) {
        return text != null && LANGUAGES.contains(text);
    }

    /** An IANA name of a time zone. */
    public static boolean isTimeZone(@Nullable String text) {
        try {
            return text != null && !ZoneId.of(text).getId().isEmpty();
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** A code in the form of UN/ECE Recommendation 20. */
    public static boolean isUnit(@Nullable String text) {
        return text != null && UNIT.matcher(text).matches();
    }

    /** A GTIN of 8, 12, 13 or 14 digits whose check digit is right. */
    public static boolean isGtin(@Nullable String text) {
        if (text == null || !GTIN.matcher(text).matches()) {
            return false;
        }
        var sum = 0;
        for (int place = text.length() - 1, weight = 1; place >= 0; place--, weight = 4 - weight) {
            sum += (text.charAt(place) - '0') * weight;
        }
        return sum % 10 == 0;
    }

    /** The text without blanks at its ends; null where nothing is left. */
    public static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
