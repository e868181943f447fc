package org.countersign.dispatch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemCatalog;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.shared.Company;
import org.countersign.shared.Money;
import org.countersign.shared.Templates;
import org.countersign.supplier.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An order in the words and figures that people read, for its PDF, its page and its mails. */
@Component
public class OrderPaper {

    private static final int MOST_PRICE_DIGITS = 8;

    private final Company company;
    private final ItemCatalog catalog;
    private final PaymentTermsText terms;
    private final Templates templates;

    OrderPaper(Company company, ItemCatalog catalog, PaymentTermsText terms, Templates templates) {
        this.company = company;
        this.catalog = catalog;
        this.terms = terms;
        this.templates = templates;
    }

    /** The language in which a supplier is written to. */
    public static Locale languageOf(Supplier supplier) {
        return Templates.languageFor(supplier.language());
    }

    /** Everything that is printed of an order, in the supplier's language. */
    public Sheet of(PurchaseOrder order, Supplier supplier) {
        return of(order, supplier, languageOf(supplier));
    }

    /** Everything that is printed of an order, in another language than the supplier's. */
    public Sheet of(PurchaseOrder order, Supplier supplier, Locale language) {
        var figures = OrderFigures.of(order);
        var dates = order.lines().stream()
                .map(PurchaseOrderLine::requestedDate)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .sorted()
                .toList();
        return new Sheet(
                order.number().value(),
                order.title(),
                date(order.createdAt(), language),
                dates.isEmpty()
                        ? null
                        : dates.size() == 1
                                ? date(dates.get(0), language)
                                : templates.text("order.perLine", language, date(dates.get(0), language)),
                order.paymentTerms() == null ? null : terms.inWords(order.paymentTerms(), language),
                order.currency().getCurrencyCode(),
                order.requisition().value(),
                supplier.number(),
                addressOf(supplier, language),
                deliveryAddress(order, language),
                order.lines().stream()
                        .filter(line -> !line.isRemoved())
                        .map(line -> line(line, language))
                        .toList(),
                amount(figures.net(), language),
                figures.taxes().stream()
                        .map(tax -> new TaxSum(
                                number(tax.rate(), 0, 4, language),
                                amount(tax.base(), language),
                                amount(tax.amount(), language)))
                        .toList(),
                amount(figures.gross(), language),
                order.changesSinceSent(),
                order.replacedAt() == null ? null : date(order.replacedAt(), language));
    }

    private Line line(PurchaseOrderLine line, Locale language) {
        var item = line.item();
        var known = item == null ? java.util.Optional.<Item>empty() : catalog.item(item);
        return new Line(
                line.line(),
                item,
                known.map(Item::supplierItem).orElse(null),
                line.description(),
                number(line.ordered(), 0, 6, language),
                templates.textOr("unit." + line.unit(), line.unit(), language),
                number(line.unitPrice(), 2, MOST_PRICE_DIGITS, language),
                number(line.taxRate(), 0, 4, language),
                amount(line.amount(), language),
                line.requestedDate() == null ? null : date(line.requestedDate(), language),
                line.requestedDate(),
                line.promisedDate() == null ? null : date(line.promisedDate(), language),
                line.promisedDate());
    }

    private List<String> addressOf(Supplier supplier, Locale language) {
        return lines(
                supplier.name(),
                supplier.street(),
                joined(supplier.postalCode(), supplier.city()),
                abroad(supplier.country(), language));
    }

    private List<String> deliveryAddress(PurchaseOrder order, Locale language) {
        return order.location() == null
                ? lines(
                        company.name(),
                        company.street(),
                        joined(company.postalCode(), company.city()),
                        countryName(company.country(), language))
                : lines(company.name(), order.location());
    }

    /** The country stands in an address only where it is another one than ours. */
    private @Nullable String abroad(@Nullable String country, Locale language) {
        return country == null || country.equalsIgnoreCase(company.country()) ? null : countryName(country, language);
    }

    /** The country's name in words. */
    public static String countryName(String country, Locale language) {
        return new Locale.Builder().setRegion(country).build().getDisplayCountry(language);
    }

    private static List<String> lines(@Nullable String... given) {
        var lines = new ArrayList<String>();
        for (var line : given) {
            if (line != null && !line.isBlank()) {
                lines.add(line);
            }
        }
        return List.copyOf(lines);
    }

    private static String joined(@Nullable String first, @Nullable String second) {
        return ((first == null ? "" : first) + " " + (second == null ? "" : second)).trim();
    }

    /** A moment as a date of the organisation. */
    public String date(Instant at, Locale language) {
        return date(at.atZone(company.timeZone()).toLocalDate(), language);
    }

    /** A date with its month in words: nobody mistakes the day for the month. */
    public static String date(LocalDate date, Locale language) {
        var pattern = language.getLanguage().equals("de") ? "d. MMMM uuuu" : "d MMMM uuuu";
        return DateTimeFormatter.ofPattern(pattern, language).format(date);
    }

    /** An amount in its currency's digits, without the currency. */
    public static String amount(Money money, Locale language) {
        var digits = Money.digits(money.currency());
        return number(money.amount(), digits, digits, language);
    }

    /** A number without digits that say nothing. */
    public static String number(BigDecimal number, Locale language) {
        return number(number, 0, MOST_PRICE_DIGITS, language);
    }

    /** A unit price with all its digits, two at least, without the currency. */
    public static String price(BigDecimal price, Locale language) {
        return number(price, 2, MOST_PRICE_DIGITS, language);
    }

    private static String number(BigDecimal number, int fewestDigits, int mostDigits, Locale language) {
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(language));
        format.setMinimumFractionDigits(fewestDigits);
        format.setMaximumFractionDigits(mostDigits);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }

    /**
     * An order, ready to be printed.
     *
     * @param date when it was issued
     * @param delivery when everything is wanted; null where no date was given
     * @param terms payment terms in words
     * @param addressee the supplier's address, line by line
     * @param deliveryAddress where it is to be delivered, line by line
     * @param change how often its terms were changed; 0 for the original order (R11)
     * @param changed when they were last; null for the original order
     */
    public record Sheet(
            String number,
            String title,
            String date,
            @Nullable String delivery,
            @Nullable String terms,
            String currency,
            String requisition,
            String supplierNumber,
            List<String> addressee,
            List<String> deliveryAddress,
            List<Line> lines,
            String net,
            List<TaxSum> taxes,
            String gross,
            int change,
            @Nullable String changed) {}

    /**
     * A line of an order, ready to be printed.
     *
     * @param supplierItem the supplier's own number of the item
     * @param unit in words
     * @param requested when it is wanted, in words
     * @param requestedDate the same as a date
     * @param promised when it will come, in words
     * @param promisedDate the same as a date
     */
    public record Line(
            int number,
            @Nullable String item,
            @Nullable String supplierItem,
            String description,
            String quantity,
            String unit,
            String unitPrice,
            String taxRate,
            String net,
            @Nullable String requested,
            @Nullable LocalDate requestedDate,
            @Nullable String promised,
            @Nullable LocalDate promisedDate) {}

    /** The tax of one rate, ready to be printed. */
    public record TaxSum(String rate, String base, String amount) {}
}
