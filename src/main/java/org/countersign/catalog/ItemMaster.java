package org.countersign.catalog;

import static org.countersign.shared.RuleViolation.check;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Filter;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.MasterImport;
import org.countersign.shared.NotFound;
import org.countersign.shared.Units;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps items. Everybody reads them, purchasing agents and administrators write them; every change is recorded. */
@Service
@Transactional
public class ItemMaster implements MasterImport<ItemDetails> {

    private static final int KEY = 50;
    private static final Pattern GS1 = Pattern.compile("(?:\\]C1)?\\(?01\\)?([0-9]{14})");
    private static final int MOST_CATEGORIES = 200;

    private final Items items;
    private final Company company;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;

    ItemMaster(Items items, Company company, AuditTrail trail, ApplicationEventPublisher events) {
        this.items = items;
        this.company = company;
        this.trail = trail;
        this.events = events;
    }

    /** The item of this number. @throws NotFound where there is none */
    @Transactional(readOnly = true)
    public Item get(String number) {
        return items.findById(number).orElseThrow(() -> new NotFound("item", number));
    }

    /** The items that match what is given in the example. A name matches in part. */
    @Transactional(readOnly = true)
    public Page<Item> list(ItemDetails example, Pageable page) {
        return items.findAll(
                new Filter<Item>()
                        .equal("number", example.number())
                        .containing(example.name(), "name")
                        .equal("category", example.category())
                        .equal("unit", example.unit())
                        .equal("currency", example.currency())
                        .equal("supplier", example.supplier())
                        .equal("supplierItem", example.supplierItem())
                        .equal("gtin", example.gtin())
                        .equal("contract", example.contract())
                        .toSpecification(),
                page);
    }

    /**
     * The items of which a text is a part of the number, the name, the supplier's own number or the GTIN.
     *
     * @param text null for all
     * @param category null for all
     * @param supplier number of the preferred supplier; null for all
     */
    @Transactional(readOnly = true)
    public Page<Item> search(
            @Nullable String text, @Nullable String category, @Nullable String supplier, Pageable page) {
        return items.findAll(matching(text, category, supplier), page);
    }

    /** A part of what {@link #search(String, String, String, Pageable) search} finds, uncounted. */
    @Transactional(readOnly = true)
    public Slice<Item> part(
            @Nullable String text, @Nullable String category, @Nullable String supplier, Pageable part) {
        return items.findBy(matching(text, category, supplier), found -> found.slice(part));
    }

    private static Specification<Item> matching(
            @Nullable String text, @Nullable String category, @Nullable String supplier) {
        return new Filter<Item>()
                .containing(text, "number", "name", "supplierItem", "gtin")
                .equal("category", category)
                .equal("supplier", supplier)
                .toSpecification();
    }

    /**
     * The items that a scanned code may mean, by number: an item's number, the supplier's own number of it, or its GTIN, with
     * more or fewer leading zeros, or within a GS1 code.
     *
     * @param most how many at the most
     */
    @Transactional(readOnly = true)
    public List<Item> scanned(String code, int most) {
        var text = code.strip();
        return text.isEmpty()
                ? List.of()
                : items.findByNumberInOrSupplierItemInOrGtinInOrderByNumber(
                        List.of(text), List.of(text), gtins(text), Limit.of(most));
    }

    /** The same GTIN as it may be written: 8, 12, 13 or 14 digits; out of a GS1 code, what follows its sign (01). */
    private static List<String> gtins(String text) {
        var gs1 = GS1.matcher(text);
        var digits = gs1.lookingAt() ? gs1.group(1) : text;
        if (!Formats.isGtin(digits)) {
            return List.of(text);
        }
        var core = digits.replaceFirst("^0+", "");
        return IntStream.of(8, 12, 13, 14)
                .filter(length -> core.length() <= length)
                .mapToObj(length -> "0".repeat(length - core.length()) + core)
                .toList();
    }

    /** The categories that items have, by name; no more than a person can choose from. */
    @Transactional(readOnly = true)
    public List<String> categories() {
        return items.categories(Limit.of(MOST_CATEGORIES));
    }

    /** Creates an item. @throws org.countersign.shared.RuleViolation when faulty (422) or known already (409) */
    public Item add(ItemDetails details, Actor actor) {
        mayImport(actor);
        var number = Formats.trimmed(details.number());
        check(number == null || !items.existsById(number), CatalogRule.ITEM_EXISTS, String.valueOf(number));
        demandValid(number, details);
        var item = new Item(String.valueOf(number));
        save(item, details);
        record("item.created", item, Map.of(), actor);
        return item;
    }

    /** Replaces an item. @throws NotFound where there is none of this number */
    public Item change(String number, ItemDetails details, Actor actor) {
        mayImport(actor);
        var item = get(number);
        var before = item.facts();
        new FieldCheck()
                .that(details.number() == null || details.number().equals(number), "number", "cannot be changed")
                .demand(CatalogRule.INVALID_ITEM);
        demandValid(number, details);
        save(item, details);
        record("item.changed", item, before, actor);
        return item;
    }

    @Override
    public String kind() {
        return "items";
    }

    @Override
    public Class<ItemDetails> type() {
        return ItemDetails.class;
    }

    @Override
    public void mayImport(Actor actor) {
        actor.mustBeIn(Group.PURCHASING_AGENT, Group.ADMINISTRATOR);
    }

    @Override
    public Optional<String> keyOf(Map<String, String> row) {
        return Optional.ofNullable(Formats.trimmed(row.get("number")));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<ItemDetails> current(String key) {
        return items.findById(key).map(ItemDetails::of);
    }

    @Override
    public void create(ItemDetails record, Actor actor) {
        add(record, actor);
    }

    @Override
    public void replace(String key, ItemDetails record, Actor actor) {
        change(key, record, actor);
    }

    private void save(Item item, ItemDetails details) {
        item.become(
                String.valueOf(details.name()).strip(),
                Formats.trimmed(details.category()),
                unit(details),
                details.price(),
                currency(details),
                Formats.trimmed(details.supplier()),
                Formats.trimmed(details.supplierItem()),
                Formats.trimmed(details.gtin()),
                Formats.trimmed(details.contract()));
        item.packedIn(Units.textOf(packs(details)));
        items.saveAndFlush(item);
    }

    private void record(String event, Item item, Map<String, @Nullable Object> before, Actor actor) {
        var entry = AuditEvent.of(new DocumentNumber("item:" + item.number()), event, actor)
                .differences(before, item.facts());
        if (!entry.isWithoutValues()) {
            trail.record(entry);
        }
        if (!before.isEmpty()) {
            tell(item, before, item.facts());
        }
    }

    private void tell(Item item, Map<String, @Nullable Object> before, Map<String, @Nullable Object> now) {
        events.publishEvent(new ItemChanged(
                item.number(),
                now.keySet().stream()
                        .filter(field -> !Objects.equals(before.get(field), now.get(field)))
                        .collect(Collectors.toSet()),
                Stream.of(
                                item.number(),
                                before.get("supplierItem"),
                                before.get("gtin"),
                                item.supplierItem(),
                                item.gtin())
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .collect(Collectors.toSet())));
    }

    private void demandValid(@Nullable String number, ItemDetails details) {
        var gtin = Formats.trimmed(details.gtin());
        var packFault = Units.faultOf(unit(details), packs(details));
        new FieldCheck()
                .that(Formats.isKey(number, KEY), "number", "has 1 to " + KEY + " letters, digits or . _ @ + -")
                .text(details.name(), "name", 200)
                .atMost(details.category(), "category", 64)
                .that(
                        Formats.isUnit(unit(details)),
                        "unit",
                        "is a UN/ECE Recommendation 20 code such as EA, KGM or HUR")
                .that(details.price() == null || details.price().signum() >= 0, "price", "is not negative")
                .digits(details.price(), "price", 13, 8)
                .that(Formats.isCurrency(currency(details)), "currency", "is an ISO 4217 code such as EUR")
                .atMost(details.supplier(), "supplier", 50)
                .atMost(details.supplierItem(), "supplierItem", 64)
                .that(gtin == null || Formats.isGtin(gtin), "gtin", "is no GTIN, or its check digit is wrong")
                .atMost(details.contract(), "contract", 64)
                .that(
                        Formats.trimmed(details.contract()) == null
                                || details.price() != null && Formats.trimmed(details.supplier()) != null,
                        "contract",
                        "needs a supplier and a price")
                .that(packFault.isEmpty(), "packUnits", packFault.orElse(""))
                .demand(CatalogRule.INVALID_ITEM);
    }

    private static List<Map.Entry<String, String>> packs(ItemDetails details) {
        return details.packUnits() == null
                ? List.of()
                : details.packUnits().stream().map(PackUnit::entry).toList();
    }

    private static String unit(ItemDetails details) {
        return Objects.requireNonNullElse(Formats.trimmed(details.unit()), "EA");
    }

    private String currency(ItemDetails details) {
        return Objects.requireNonNullElse(
                Formats.trimmed(details.currency()), company.baseCurrency().getCurrencyCode());
    }
}
