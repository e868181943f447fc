package org.countersign.shared;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The units in which one thing may be counted, by UN/ECE Recommendation 20 codes: bought in boxes, taken in by the piece,
 * invoiced in either. Whatever is booked is kept in the smallest of them, in which every quantity comes out exactly; so no
 * piece is lost or invented by a division that does not end (R12, R14). What does not come out exactly is refused, never
 * rounded.
 *
 * <p>Beside the units that the thing itself knows there are those that mean the same for everything: pieces by another code,
 * dozens, kilograms and grams.
 */
public final class Units {

    /** Digits of quantities that are kept. */
    private static final int DIGITS = 6;
    /** Digits of a quantity of a thing that comes in packs: more of them are a division that somebody cut off. */
    private static final int PACKED_DIGITS = 3;
    /** Digits of a quantity that does not end in the unit it is told in; enough to find the true one again. */
    private static final int ENDLESS_DIGITS = 18;
    /** The most units that one thing has beside its own. */
    public static final int MOST_PACKS = 10;

    private static final Pattern FACTOR = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(?:\\s*/\\s*([0-9]{1,9}))?");

    private static final List<Map<String, BigDecimal>> STANDARD = List.of(
            sizes("EA 1 C62 1 H87 1 DZN 12 CEN 100 GRO 144 MIL 1000"),
            sizes("MGM 0.001 GRM 1 KGM 1000 DTN 100000 TNE 1000000"),
            sizes("MMT 0.001 CMT 0.01 DMT 0.1 MTR 1 KMT 1000"),
            sizes("MMK 0.000001 CMK 0.0001 MTK 1 HAR 10000 KMK 1000000"),
            sizes("MLT 0.001 CMQ 0.001 CLT 0.01 DLT 0.1 LTR 1 DMQ 1 HLT 100 MTQ 1000"),
            sizes("SEC 1 MIN 60 HUR 3600"),
            sizes("WHR 1 KWH 1000 MWH 1000000"));

    private final String own;
    private final String smallest;
    private final Map<String, BigDecimal> sizes;

    private Units(String own, Map<String, BigDecimal> sizes) {
        this.own = own;
        this.sizes = sizes;
        this.smallest = sizes.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /** The units of something that has but one of its own. */
    public static Units only(String own) {
        return new Units(own, Map.of(own, BigDecimal.ONE));
    }

    /**
     * The units of something as they were kept.
     *
     * @param own the unit in which it is bought
     * @param kept {@link #text()} of them; null where it has but one
     */
    public static Units of(String own, @Nullable String kept) {
        if (kept == null) {
            return only(own);
        }
        var sizes = new LinkedHashMap<String, BigDecimal>();
        for (var one : kept.split(";", -1)) {
            var parts = one.split("=", 2);
            sizes.put(parts[0], new BigDecimal(parts[1]));
        }
        return sizes.containsKey(own) ? new Units(own, sizes) : only(own);
    }

    /**
     * The units of an item's line.
     *
     * @param itemUnit the item's own unit
     * @param packs how many of the item's own unit one of the others holds: {@code XBX=12;XPX=1/40}; null for none
     * @param own the unit in which the line is bought
     * @return just that unit where the item does not know it
     * @throws IllegalArgumentException where the packs are faulty: see {@link #faultOf}
     */
    public static Units ofItem(String itemUnit, @Nullable String packs, String own) {
        if (packs == null || packs.isBlank()) {
            return only(own);
        }
        var factors = new LinkedHashMap<String, Fraction>();
        factors.put(itemUnit, Fraction.ONE);
        for (var one : packs.split(";", -1)) {
            var parts = one.split("=", 2);
            var factor = parts.length < 2 ? null : Fraction.read(parts[1]);
            if (factor == null || factors.put(parts[0].strip(), factor) != null) {
                throw new IllegalArgumentException(one);
            }
        }
        var least = factors.values().stream().min(Fraction::compareTo).orElseThrow();
        var sizes = new LinkedHashMap<String, BigDecimal>();
        factors.forEach((unit, factor) -> sizes.put(
                unit, factor.dividedBy(least).exactly(DIGITS).orElseThrow(() -> new IllegalArgumentException(unit))));
        return sizes.containsKey(own) ? new Units(own, sizes) : only(own);
    }

    /**
     * What is wrong with the packs of an item.
     *
     * @param itemUnit the item's own unit
     * @param packs by unit how many of the item's own unit one of it holds: {@code 12}, {@code 0.5} or {@code 1/40}
     * @return a predicate in English; nothing where all is well
     */
    public static Optional<String> faultOf(String itemUnit, List<Map.Entry<String, String>> packs) {
        if (packs.size() > MOST_PACKS) {
            return Optional.of("are more than " + MOST_PACKS);
        }
        var seen = new LinkedHashMap<String, String>();
        for (var pack : packs) {
            if (!Formats.isUnit(pack.getKey())) {
                return Optional.of("need UN/ECE Recommendation 20 codes such as XBX, XPK or EA");
            }
            if (pack.getKey().equals(itemUnit) || seen.put(pack.getKey(), pack.getValue()) != null) {
                return Optional.of("name \"" + pack.getKey() + "\" twice; the item's own unit is " + itemUnit);
            }
            if (Fraction.read(pack.getValue()) == null) {
                return Optional.of("need a factor above zero for \"" + pack.getKey() + "\", such as 12, 0.5 or 1/40");
            }
        }
        try {
            ofItem(itemUnit, textOf(packs), itemUnit);
            return Optional.empty();
        } catch (IllegalArgumentException inexact) {
            return Optional.of("do not come out exactly in the smallest of them: " + inexact.getMessage());
        }
    }

    /** The packs of an item as {@link #ofItem} reads them; null for none. */
    public static @Nullable String textOf(List<Map.Entry<String, String>> packs) {
        return packs.isEmpty()
                ? null
                : packs.stream()
                        .map(pack -> pack.getKey() + "=" + pack.getValue().replaceAll("\\s", ""))
                        .collect(Collectors.joining(";"));
    }

    /** The same for {@link #of}; null where there is but one unit. */
    public @Nullable String text() {
        return isPlain()
                ? null
                : sizes.entrySet().stream()
                        .map(size -> size.getKey() + "=" + size.getValue().toPlainString())
                        .collect(Collectors.joining(";"));
    }

    /** Whether it has but one unit of its own. */
    public boolean isPlain() {
        return sizes.size() == 1;
    }

    /** The unit in which it is bought. */
    public String own() {
        return own;
    }

    /** The unit in which it is counted: the smallest of its own. */
    public String counting() {
        return smallest;
    }

    /** Its own units with how many of the smallest each holds: the one it is bought in first. */
    public Map<String, BigDecimal> sizes() {
        var ordered = new LinkedHashMap<String, BigDecimal>();
        ordered.put(own, sizeOfOwn());
        ordered.putAll(sizes);
        return ordered;
    }

    /** Whether quantities in this unit can be counted; null means the one it is bought in. */
    public boolean knows(@Nullable String unit) {
        return unit == null || sizeOf(unit).isPresent();
    }

    /**
     * A quantity in the smallest unit.
     *
     * @param unit of the quantity; null for the one it is bought in
     * @return nothing where the unit is not known, or the quantity does not come out exactly
     */
    public Optional<BigDecimal> count(BigDecimal quantity, @Nullable String unit) {
        if (isPlain() && (unit == null || code(unit).equals(own))) {
            return Optional.of(quantity);
        }
        return sizeOf(unit == null ? own : unit)
                .flatMap(size -> Fraction.of(quantity).times(size).exactly(isPlain() ? DIGITS : PACKED_DIGITS));
    }

    /** A quantity in the smallest unit that was told in the one it is bought in, maybe with an end cut off it. */
    public BigDecimal counted(BigDecimal inOwn) {
        return isPlain() ? inOwn : plain(inOwn.multiply(sizeOfOwn()).setScale(DIGITS, RoundingMode.HALF_EVEN));
    }

    /** A counted quantity in the unit it is bought in; with 18 digits where it does not end. */
    public BigDecimal inOwn(BigDecimal counted) {
        if (isPlain()) {
            return counted;
        }
        var fraction = Fraction.of(counted).dividedBy(Fraction.of(sizeOfOwn()));
        return fraction.exactly(DIGITS).orElseGet(() -> fraction.rounded(ENDLESS_DIGITS));
    }

    /** The same quantity without what an addition of cut off ends added to it. */
    public BigDecimal exact(BigDecimal inOwn) {
        return isPlain() ? inOwn : inOwn(counted(inOwn));
    }

    /** What a quantity is worth, rounded once, half up (R12), as if it had been told without an end cut off. */
    public BigDecimal worth(BigDecimal inOwn, BigDecimal price, int digits) {
        return isPlain()
                ? inOwn.multiply(price).setScale(digits, RoundingMode.HALF_UP)
                : counted(inOwn).multiply(price).divide(sizeOfOwn(), digits, RoundingMode.HALF_UP);
    }

    /** A quantity of any unit known in the one it is bought in; nothing where {@link #count} has none. */
    public Optional<BigDecimal> toOwn(BigDecimal quantity, @Nullable String unit) {
        return unit == null || code(unit).equals(own)
                ? Optional.of(exact(quantity))
                : isPlain()
                        ? count(quantity, unit)
                        : sizeOf(unit)
                                .flatMap(size ->
                                        Fraction.of(quantity).times(size).exactly(DIGITS))
                                .map(this::inOwn);
    }

    /** A quantity as people say it: in the unit it is bought in where it is a whole number of those, else in the smallest. */
    public Stated stated(BigDecimal inOwn) {
        if (isPlain()) {
            return new Stated(inOwn, own);
        }
        var told = exact(inOwn);
        var counted = counted(inOwn);
        return told.stripTrailingZeros().scale() <= 0
                        || counted.stripTrailingZeros().scale() > 0 && told.scale() <= DIGITS
                ? new Stated(told, own)
                : new Stated(counted, smallest);
    }

    /**
     * A quantity and its unit.
     *
     * @param unit its code
     */
    public record Stated(BigDecimal quantity, String unit) {

        @Override
        public String toString() {
            return quantity.stripTrailingZeros().toPlainString() + " " + unit;
        }
    }

    private BigDecimal sizeOfOwn() {
        return Optional.ofNullable(sizes.get(own)).orElseThrow();
    }

    private Optional<Fraction> sizeOf(String unit) {
        var code = code(unit);
        var size = sizes.get(code);
        if (size != null) {
            return Optional.of(Fraction.of(size));
        }
        for (var standard : STANDARD) {
            var meant = standard.get(code);
            if (meant != null) {
                for (var known : sizes.entrySet()) {
                    var same = standard.get(known.getKey());
                    if (same != null) {
                        return Optional.of(Fraction.of(known.getValue())
                                .times(Fraction.of(meant))
                                .dividedBy(Fraction.of(same)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String code(String unit) {
        return unit.strip().toUpperCase(Locale.ROOT);
    }

    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static Map<String, BigDecimal> sizes(String text) {
        var words = text.split(" ", -1);
        var sizes = new LinkedHashMap<String, BigDecimal>();
        for (int index = 0; index < words.length; index += 2) {
            sizes.put(words[index], new BigDecimal(words[index + 1]));
        }
        return sizes;
    }

    /** A fraction of two whole numbers, the lower one above zero, without a common divisor. */
    private record Fraction(BigInteger above, BigInteger below) implements Comparable<Fraction> {

        static final Fraction ONE = new Fraction(BigInteger.ONE, BigInteger.ONE);

        static Fraction of(BigDecimal number) {
            return number.scale() <= 0
                    ? new Fraction(number.toBigIntegerExact(), BigInteger.ONE)
                    : reduced(number.unscaledValue(), BigInteger.TEN.pow(number.scale()));
        }

        static @Nullable Fraction read(@Nullable String text) {
            var parts = FACTOR.matcher(text == null ? "" : text.strip());
            if (!parts.matches()) {
                return null;
            }
            var above = new BigDecimal(parts.group(1));
            var below = parts.group(2) == null ? BigDecimal.ONE : new BigDecimal(parts.group(2));
            return above.signum() == 0 || below.signum() == 0 ? null : of(above).dividedBy(of(below));
        }

        private static Fraction reduced(BigInteger above, BigInteger below) {
            var common = above.gcd(below);
            return new Fraction(above.divide(common), below.divide(common));
        }

        Fraction times(Fraction other) {
            return reduced(above.multiply(other.above), below.multiply(other.below));
        }

        Fraction dividedBy(Fraction other) {
            return reduced(above.multiply(other.below), below.multiply(other.above));
        }

        /** The same as a decimal; nothing where it has more digits. */
        Optional<BigDecimal> exactly(int digits) {
            var moved = above.multiply(BigInteger.TEN.pow(digits)).divideAndRemainder(below);
            return moved[1].signum() == 0 ? Optional.of(plain(new BigDecimal(moved[0], digits))) : Optional.empty();
        }

        BigDecimal rounded(int digits) {
            return new BigDecimal(above).divide(new BigDecimal(below), digits, RoundingMode.HALF_EVEN);
        }

        @Override
        public int compareTo(Fraction other) {
            return above.multiply(other.below).compareTo(other.above.multiply(below));
        }
    }
}
