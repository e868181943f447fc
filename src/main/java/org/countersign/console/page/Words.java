package org.countersign.console.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.countersign.console.page.FormProblems.Saying;
import org.countersign.people.Organization;
import org.countersign.shared.Explanation;
import org.countersign.shared.Group;
import org.countersign.shared.Money;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.ShippedTexts;
import org.countersign.shared.Units;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Says figures, times and names as one reader writes them: in the reader's language and time zone. Templates have it as
 * {@code say}. Where there is nothing to say it says a dash, so that no cell of a table is empty.
 */
public class Words {

    /** What stands where there is nothing. */
    public static final String NOTHING = "–";

    private static final int MOST_DIGITS = 8;

    private static final int MOST_ASKED = 3;

    /** How we call payments and invoices that somebody is to approve. */
    private static final Map<String, Pattern> TITLES = Map.of(
            "payment",
            Pattern.compile("Pay (.+?) of (.+)"),
            "over-order",
            Pattern.compile("Invoice (.+?) of (.+) goes beyond its order"));

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?Z");

    /** Refusals that name a person first. */
    private static final Set<String> OF_PEOPLE =
            Set.of("rule.policy.DECIDED_ALREADY", "rule.policy.WITHDRAWN_ALREADY", "rule.policy.ONLY_THE_AUTHOR_EDITS");

    private static final Pattern FRACTION = Pattern.compile("-?\\d+\\.\\d+");

    /** Where the words of a status are that a module's sentences name; its own documents first. */
    private static final Map<String, List<String>> STATUSES = Map.of(
            "invoicing",
            List.of("invoiceStatus"),
            "payment",
            List.of("invoiceStatus"),
            "sales",
            List.of("salesOrderStatus"));

    private static final List<String> OF_ORDERS =
            List.of("orderStatus", "requisitionStatus", "invoicingStatus", "paymentStatus");

    private final Locale language;
    private final ZoneId zone;
    private final MessageSource texts;
    private final Organization organization;
    private final Clock clock;
    private final Map<UserId, String> names = new HashMap<>();

    Words(Locale language, ZoneId zone, MessageSource texts, Organization organization, Clock clock) {
        this.language = language;
        this.zone = zone;
        this.texts = texts;
        this.organization = organization;
        this.clock = clock;
    }

    /** The language of the page. */
    public Locale language() {
        return language;
    }

    /** The reader's time zone, in which days begin. */
    public ZoneId zone() {
        return zone;
    }

    /** Today, where the reader is. */
    public LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    /** An amount with its currency, in the currency's digits: {@code 1,234.50 EUR}. */
    public String money(@Nullable Money money) {
        return money == null ? NOTHING : amount(money.amount(), money.currency());
    }

    /** An amount with its currency, in the currency's digits. */
    public String amount(@Nullable BigDecimal amount, Currency currency) {
        return amount == null
                ? NOTHING
                : figures(amount, Money.digits(currency), Money.digits(currency)) + " " + currency.getCurrencyCode();
    }

    /** An amount with its currency, in the currency's digits. */
    public String amount(@Nullable BigDecimal amount, String currency) {
        return amount(amount, Currency.getInstance(currency));
    }

    /** An amount without its currency, where that stands in the head of the column. */
    public String bare(@Nullable Money money) {
        return money == null
                ? NOTHING
                : figures(money.amount(), Money.digits(money.currency()), Money.digits(money.currency()));
    }

    /** A unit price: at least the currency's digits, and all that were agreed (R12). */
    public String price(@Nullable BigDecimal price, Currency currency) {
        return price == null ? NOTHING : figures(price, Money.digits(currency), MOST_DIGITS);
    }

    /** A number with all its digits and none that say nothing: quantities, rates, counts. */
    public String number(@Nullable Number number) {
        return number == null ? NOTHING : figures(new BigDecimal(number.toString()), 0, MOST_DIGITS);
    }

    /** A percentage: {@code 17.5 %}. */
    public String percent(@Nullable Number number) {
        return number == null ? NOTHING : number(number) + " %";
    }

    /**
     * A quantity with its unit in words: {@code 100 kg}.
     *
     * @param unit UN/ECE Recommendation 20 code
     */
    public String quantity(@Nullable BigDecimal quantity, String unit) {
        return quantity == null ? NOTHING : number(quantity) + " " + unit(unit);
    }

    /** A quantity in the unit in which people say it. */
    public String quantity(Units.Stated stated) {
        return quantity(stated.quantity(), stated.unit());
    }

    /**
     * A unit in words, or its code where we have none.
     *
     * @param code UN/ECE Recommendation 20 code
     */
    public String unit(String code) {
        return textOr("unit." + code, code);
    }

    /** A day: {@code 21 Nov 2026}. */
    public String date(@Nullable LocalDate date) {
        return date == null ? NOTHING : format(FormatStyle.MEDIUM).format(date);
    }

    /** A moment on the reader's clock, to the minute. */
    public String time(@Nullable Instant at) {
        return at == null
                ? NOTHING
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(forDates())
                        .format(at.atZone(zone));
    }

    /** The day of a moment on the reader's calendar. */
    public String day(@Nullable Instant at) {
        return at == null ? NOTHING : date(at.atZone(zone).toLocalDate());
    }

    /** How long ago something was, in the largest unit that fits: {@code 3 days ago}. */
    public String ago(@Nullable Instant at) {
        if (at == null) {
            return NOTHING;
        }
        var gone = Duration.between(at, clock.instant());
        if (gone.toMinutes() < 1) {
            return text("ago.now");
        }
        if (gone.toHours() < 1) {
            return text("ago.minutes", gone.toMinutes());
        }
        return gone.toDays() < 1 ? text("ago.hours", gone.toHours()) : text("ago.days", gone.toDays());
    }

    /** A person's name, or the sign-in name of somebody without a profile. */
    public String name(@Nullable UserId user) {
        if (user == null) {
            return NOTHING;
        }
        return user.equals(UserId.SYSTEM) ? text("person.system") : names.computeIfAbsent(user, organization::nameOf);
    }

    /** A person's name by sign-in name. */
    public String name(@Nullable String user) {
        return user == null ? NOTHING : name(new UserId(user));
    }

    /**
     * How a status looks: {@code good}, {@code wait} (somebody has to act), {@code busy} (goes on by itself), {@code bad}
     * or {@code idle}. The word beside it says the same.
     */
    public String tone(Object status) {
        return switch (status.toString()) {
            case "APPROVED",
                    "ORDERED",
                    "RELEASED",
                    "ACKNOWLEDGED",
                    "RECEIVED",
                    "CLOSED",
                    "MATCHED",
                    "PAID",
                    "INVOICED",
                    "SENT",
                    "PREFERRED",
                    "ACCEPTED",
                    "RESOLVED",
                    "DONE",
                    "BOOKED" -> "good";
            case "IN_APPROVAL",
                    "RETURNED",
                    "AWAITING_RECEIPT",
                    "IN_EXCEPTION",
                    "CHANGES_PROPOSED",
                    "NEW",
                    "OPEN",
                    "TO_CLARIFY",
                    "OFFERED" -> "wait";
            case "DISPATCHED",
                    "PARTIALLY_RECEIVED",
                    "PARTIALLY_INVOICED",
                    "PARTIALLY_PAID",
                    "SCHEDULED",
                    "SENDING",
                    "PENDING",
                    "CAPTURED" -> "busy";
            case "REJECTED", "LINES_REJECTED", "DECLINED", "CANCELLED", "BLOCKED", "FAILED", "DUPLICATE" -> "bad";
            default -> "idle";
        };
    }

    /** A text of the bundles. */
    public String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, language);
    }

    /** A text of the bundles, or another where there is none, which is said as it stands. */
    public String textOr(String key, String otherwise, Object... arguments) {
        var text = texts.getMessage(key, arguments, null, language);
        return text == null ? otherwise : text;
    }

    /**
     * Why something was refused, in the reader's language where we have the sentence in it. The number of the rule, which
     * sentences end in for those who keep rules, says nothing to those who meet them.
     */
    public String sentence(RuleViolation violation) {
        var rule = violation.rule();
        var arguments = violation.arguments().stream()
                .map(argument -> argument(argument, violation))
                .toArray();
        return textOr(rule.key(), String.format(language, rule.sentence(), arguments), arguments)
                .replaceAll("\\s*\\(R\\d{2}\\)", "");
    }

    /** Why something is so, in the reader's language where we have the sentences in it. */
    public String explained(Explanation explanation) {
        return explanation.in(language, texts);
    }

    /** What a model calls something: in the reader's language, as long as it is called what was shipped under this key. */
    public String shipped(String key, String name) {
        return ShippedTexts.still(key, name) ? text(key) : name;
    }

    /** Who may do what was refused, in the reader's language where we have the sentence in it. */
    public String sentence(NotAllowed refusal) {
        if (!refusal.groups().isEmpty()) {
            return onlyFor(refusal.groups());
        }
        var message = String.valueOf(refusal.getMessage());
        return Objects.requireNonNullElse(said("refusal.", message), message);
    }

    /**
     * What somebody did about something stuck, as a trail has it, with who is asked now or until when.
     *
     * @param event its name in the trail
     * @param said what the trail keeps with it
     * @return null for what is no such event
     */
    public @Nullable String putRight(String event, Map<String, ?> said) {
        if (!event.startsWith("stuck.")) {
            return null;
        }
        var about = said.get("to") instanceof String asked
                ? asked(asked)
                : said.get("dueAt") instanceof String due ? time(Instant.parse(due)) : NOTHING;
        return textOr("stuck.event." + event.substring("stuck.".length()), event, about);
    }

    /** A person or a group, as {@code user:anna} or {@code group:legal}; older trails keep the name alone. */
    private String asked(String name) {
        var bare = name.substring(name.indexOf(':') + 1);
        return name.startsWith("user:") ? name(new UserId(bare)) : textOr("group." + bare, name(new UserId(bare)));
    }

    /** Who may, and whom the reader may ask to do it. */
    private String onlyFor(List<Group> groups) {
        var only = text("refusal.only", listed(groups.stream().map(this::nameOf).toList()));
        var people = groups.stream()
                .filter(group -> group != Group.AUDITOR)
                .flatMap(group ->
                        organization.activeMembersOf(group.id()).stream().sorted())
                .distinct()
                .limit(MOST_ASKED)
                .map(this::name)
                .toList();
        return people.isEmpty() ? only : only + " " + text("refusal.ask", listed(people));
    }

    private String nameOf(Group group) {
        var name = textOr("group." + group.id(), group.label());
        return language.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? group.inSentence() : name;
    }

    /** Several names as a sentence lists them. */
    public String listed(List<String> names) {
        var last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : text("list.and", String.join(", ", names.subList(0, last)), names.get(last));
    }

    /**
     * The title of a document that is to be approved, in the reader's language where it is one of ours: what people wrote stays
     * as it is.
     */
    public String title(String kind, String title) {
        var ours = TITLES.get(kind);
        var named = ours == null ? null : ours.matcher(title);
        return named != null && named.matches() ? text("title." + kind, named.group(1), named.group(2)) : title;
    }

    /** An English sentence of ours, kept with a document, in the reader's language where we have it. */
    public String phrase(String english) {
        return Objects.requireNonNullElse(said("phrase.", english), english);
    }

    /**
     * What an English sentence says in the reader's language, found by its words, with the values in it as arguments;
     * null where we do not have it.
     */
    @Nullable
    String said(String prefix, String english) {
        for (var saying : Saying.of(english)) {
            var values = saying.values().stream().map(this::value).toArray();
            var text = texts.getMessage(prefix + saying.key(), values, null, language);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /**
     * What a refusal names: people by name, statuses in words, times and figures as the reader writes them, and the few phrases of ours. A sentence
     * with one argument names a document or a key, which stays as it is.
     */
    private String argument(String argument, RuleViolation violation) {
        for (var field : violation.fields()) {
            var message = argument.equals(field.field() + " " + field.message() + ".")
                    ? said("problem.", field.message())
                    : null;
            if (message != null) {
                return field.field() + ": " + message;
            }
        }
        if (OF_PEOPLE.contains(violation.rule().key())) {
            return name(argument);
        }
        if (MOMENT.matcher(argument).matches()) {
            return time(Instant.parse(argument));
        }
        var phrase = said("phrase.", argument);
        if (phrase != null || violation.arguments().size() < 2) {
            return phrase == null ? argument : phrase;
        }
        if (FRACTION.matcher(argument).matches()) {
            var number = new BigDecimal(argument);
            return figures(number, Math.min(number.scale(), 2), Math.max(number.scale(), 2));
        }
        return STATUSES.getOrDefault(violation.rule().module(), OF_ORDERS).stream()
                .map(status -> texts.getMessage(status + "." + argument, null, null, language))
                .filter(Objects::nonNull)
                .findFirst()
                .map(this::withinSentence)
                .orElse(argument);
    }

    /** A value of a message: groups have names of their own in each language. */
    private String value(String value) {
        var ended = value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
        var groups = new ArrayList<String>();
        for (var name : ended.split(" or ")) {
            Arrays.stream(Group.values())
                    .filter(group -> name.equals(group.label()) || name.equals(group.id()))
                    .findFirst()
                    .ifPresent(group -> groups.add(textOr("group." + group.id(), name)));
        }
        return groups.size() == ended.split(" or ").length ? String.join(", ", groups) : value;
    }

    /** English writes a status small where it is no heading. */
    private String withinSentence(String status) {
        return language.getLanguage().equals(Locale.ENGLISH.getLanguage())
                ? status.substring(0, 1).toLowerCase(language) + status.substring(1)
                : status;
    }

    private DateTimeFormatter format(FormatStyle style) {
        return DateTimeFormatter.ofLocalizedDate(style).withLocale(forDates());
    }

    /** English dates name the month and put the day first, as most of the world does. */
    private Locale forDates() {
        return language.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? Locale.UK : language;
    }

    private String figures(BigDecimal number, int fewest, int most) {
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(language));
        format.setMinimumFractionDigits(fewest);
        format.setMaximumFractionDigits(most);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }
}
