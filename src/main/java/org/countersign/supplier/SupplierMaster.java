package org.countersign.supplier;

import static org.countersign.shared.RuleViolation.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Filter;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.KnownApprovers;
import org.countersign.shared.MasterImport;
import org.countersign.shared.NotFound;
import org.countersign.shared.PartnerCycle;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps suppliers. Everybody reads them, their bank accounts only those who deal with orders and invoices; purchasing agents
 * and administrators write them; every change is recorded.
 */
@Service
@Transactional
public class SupplierMaster implements MasterImport<SupplierDetails> {

    private static final int KEY = 50;
    private static final int MOST_ALIKE = 10;
    private static final SupplierDetails.Address NOWHERE = new SupplierDetails.Address(null, null, null, null);

    private final Suppliers suppliers;
    private final JdbcTemplate jdbc;
    private final Company company;
    private final KnownApprovers approvers;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;

    SupplierMaster(
            Suppliers suppliers,
            JdbcTemplate jdbc,
            Company company,
            KnownApprovers approvers,
            AuditTrail trail,
            ApplicationEventPublisher events) {
        this.suppliers = suppliers;
        this.jdbc = jdbc;
        this.company = company;
        this.approvers = approvers;
        this.trail = trail;
        this.events = events;
    }

    /** A supplier, as far as the actor may know. @throws NotFound where there is none of this number */
    @Transactional(readOnly = true)
    public SupplierDetails get(String number, Actor actor) {
        return seenBy(actor, supplier(number));
    }

    /** The suppliers that match, each as far as the actor may know. */
    @Transactional(readOnly = true)
    public Page<SupplierDetails> list(SupplierQuery query, Pageable page, Actor actor) {
        return suppliers
                .findAll(
                        new Filter<Supplier>()
                                .equal("number", query.number())
                                .containing(query.name(), "name")
                                .equal("email", query.email())
                                .equal("currency", query.currency())
                                .equal("taxIdKey", Supplier.taxIdKey(query.taxId()))
                                .equal("status", query.status())
                                .equal("country", query.country())
                                .toSpecification(),
                        page)
                .map(supplier -> seenBy(actor, supplier));
    }

    /**
     * The suppliers of which a text is a part of the number, the name, the city or the tax registration, each as far as the
     * actor may know.
     *
     * @param text null for all
     * @param status null for all
     */
    @Transactional(readOnly = true)
    public Page<SupplierDetails> search(
            @Nullable String text, @Nullable SupplierStatus status, Pageable page, Actor actor) {
        return suppliers.findAll(matching(text, status), page).map(supplier -> seenBy(actor, supplier));
    }

    /** A part of what {@link #search(String, SupplierStatus, Pageable, Actor) search} finds, uncounted. */
    @Transactional(readOnly = true)
    public Slice<SupplierDetails> part(
            @Nullable String text, @Nullable SupplierStatus status, Pageable part, Actor actor) {
        return suppliers
                .findBy(matching(text, status), found -> found.slice(part))
                .map(supplier -> seenBy(actor, supplier));
    }

    private static Specification<Supplier> matching(@Nullable String text, @Nullable SupplierStatus status) {
        return new Filter<Supplier>()
                .containing(text, "number", "name", "city", "taxId")
                .equal("status", status)
                .toSpecification();
    }

    /**
     * Says what we think of a supplier now, and changes nothing else: nothing may be ordered from a blocked one.
     *
     * @throws NotFound where there is none of this number
     */
    public SupplierDetails judge(String number, SupplierStatus status, Actor actor) {
        mayImport(actor);
        var supplier = supplier(number);
        var before = supplier.facts();
        supplier.judged(status);
        suppliers.saveAndFlush(supplier);
        record(status == SupplierStatus.BLOCKED ? "supplier.blocked" : "supplier.judged", supplier, before, actor);
        return SupplierDetails.of(supplier);
    }

    /**
     * A finance officer found out that an account is the supplier's: invoices that name it agree from now on, if the master
     * says so, too (R21). Who may is the caller's to check.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void accountConfirmed(String number, String iban, Actor actor) {
        var supplier = suppliers.findById(number).orElse(null);
        if (supplier == null) {
            return;
        }
        var before = supplier.facts();
        if (supplier.confirmAccount(iban.replaceAll("[^\\p{L}\\p{Nd}]", ""))) {
            suppliers.saveAndFlush(supplier);
            record("supplier.account-confirmed", supplier, before, actor);
        }
    }

    /**
     * Other suppliers with the tax number of this one, by number: branches of one company have the same, and so has a supplier
     * that was entered twice, whose invoices nobody can tell apart any more.
     */
    @Transactional(readOnly = true)
    public List<SupplierDetails> sameTaxNumber(String number) {
        var taxId = supplier(number).taxId();
        return taxId == null
                ? List.of()
                : suppliers
                        .findAll(
                                new Filter<Supplier>()
                                        .equal("taxIdKey", Supplier.taxIdKey(taxId))
                                        .toSpecification(),
                                PageRequest.of(0, MOST_ALIKE, Sort.by("number")))
                        .stream()
                        .filter(other -> !other.number().equals(number))
                        .map(other -> SupplierDetails.of(other).withoutIban())
                        .toList();
    }

    /** Whether its account was changed and no finance officer has confirmed it yet, as far as the actor may know. */
    @Transactional(readOnly = true)
    public boolean awaitsConfirmation(String number, Actor actor) {
        var supplier = supplier(number);
        return seenBy(actor, supplier).iban() != null && !Objects.equals(supplier.iban(), supplier.confirmedIban());
    }

    /** Only administrators say who approves: whoever buys or sells must not choose their own approvers. */
    public void mayChangeCycle(Actor actor) {
        actor.mustBeIn(Group.ADMINISTRATOR);
    }

    /** The approval cycle that a supplier carries. @throws NotFound where there is none of this number */
    @Transactional(readOnly = true)
    public PartnerCycle cycleOf(String number) {
        return supplier(number).approvalCycle();
    }

    /**
     * Says who approves what is asked of a supplier from now on, and who is told; what is in approval already goes on with the
     * steps frozen at its submission (R02).
     *
     * @param cycle an empty one where the supplier shall carry none
     * @throws org.countersign.shared.RuleViolation when it names somebody who is not there (422)
     */
    public PartnerCycle changeCycle(String number, PartnerCycle cycle, Actor actor) {
        mayChangeCycle(actor);
        var supplier = supplier(number);
        var before = supplier.approvalCycle();
        var fields = new FieldCheck();
        cycle.check(fields, approvers);
        fields.demand(SupplierRule.INVALID_CYCLE);
        supplier.approvedBy(cycle);
        suppliers.saveAndFlush(supplier);
        var entry = AuditEvent.of(new DocumentNumber("supplier:" + number), "supplier.approval-cycle-changed", actor)
                .differences(before.facts(), cycle.facts());
        if (!entry.isWithoutValues()) {
            trail.record(entry);
        }
        return supplier.approvalCycle();
    }

    /** Creates a supplier. @throws org.countersign.shared.RuleViolation when faulty (422) or known already (409) */
    public SupplierDetails add(SupplierDetails details, Actor actor) {
        mayImport(actor);
        var given = Formats.trimmed(details.number());
        check(given == null || !suppliers.existsById(given), SupplierRule.SUPPLIER_EXISTS, String.valueOf(given));
        demandValid(given, details);
        var supplier = new Supplier(given == null ? drawNumber() : given);
        save(supplier, details);
        record("supplier.created", supplier, Map.of(), actor);
        return SupplierDetails.of(supplier);
    }

    /** Replaces a supplier. @throws NotFound where there is none of this number */
    public SupplierDetails change(String number, SupplierDetails details, Actor actor) {
        mayImport(actor);
        var supplier = supplier(number);
        var before = supplier.facts();
        new FieldCheck()
                .that(details.number() == null || details.number().equals(number), "number", "cannot be changed")
                .demand(SupplierRule.INVALID_SUPPLIER);
        demandValid(number, details);
        save(supplier, details);
        record("supplier.changed", supplier, before, actor);
        return SupplierDetails.of(supplier);
    }

    @Override
    public String kind() {
        return "suppliers";
    }

    @Override
    public Class<SupplierDetails> type() {
        return SupplierDetails.class;
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
    public Optional<SupplierDetails> current(String key) {
        return suppliers.findById(key).map(SupplierDetails::of);
    }

    @Override
    public void create(SupplierDetails record, Actor actor) {
        add(record, actor);
    }

    @Override
    public void replace(String key, SupplierDetails record, Actor actor) {
        change(key, record, actor);
    }

    private Supplier supplier(String number) {
        return suppliers.findById(number).orElseThrow(() -> new NotFound("supplier", number));
    }

    private static SupplierDetails seenBy(Actor actor, Supplier supplier) {
        var details = SupplierDetails.of(supplier);
        return actor.readsEverything()
                        || actor.isIn(Group.PURCHASING_AGENT, Group.FINANCE_OFFICER, Group.ACCOUNTS_PAYABLE)
                ? details
                : details.withoutIban();
    }

    /** The next number that nobody gave by hand. */
    private String drawNumber() {
        String number;
        do {
            jdbc.update("update supplier_numbers set last_drawn = last_drawn + 1 where id = 1");
            var drawn = jdbc.queryForObject("select last_drawn from supplier_numbers where id = 1", Long.class);
            number = String.format(Locale.ROOT, "S-%06d", drawn);
        } while (suppliers.existsById(number));
        return number;
    }

    private void save(Supplier supplier, SupplierDetails details) {
        var terms = Formats.trimmed(details.paymentTerms());
        supplier.become(
                String.valueOf(details.name()).strip(),
                Formats.trimmed(details.email()),
                currency(details),
                Objects.requireNonNullElse(Formats.trimmed(details.language()), "en"),
                written(terms),
                Formats.trimmed(details.taxId()),
                iban(details),
                bic(details),
                Formats.trimmed(details.accountHolder()),
                details.status() == null ? SupplierStatus.NEW : details.status(),
                address(details));
        suppliers.saveAndFlush(supplier);
    }

    private void record(String event, Supplier supplier, Map<String, @Nullable Object> before, Actor actor) {
        var entry = AuditEvent.of(new DocumentNumber("supplier:" + supplier.number()), event, actor)
                .differences(before, supplier.facts());
        if (!entry.isWithoutValues()) {
            trail.record(entry);
        }
        if (!before.isEmpty()) {
            var now = supplier.facts();
            events.publishEvent(new SupplierChanged(
                    supplier.number(),
                    now.keySet().stream()
                            .filter(field -> !Objects.equals(before.get(field), now.get(field)))
                            .collect(Collectors.toSet())));
        }
    }

    private void demandValid(@Nullable String number, SupplierDetails details) {
        var email = Formats.trimmed(details.email());
        var language = Formats.trimmed(details.language());
        var terms = Formats.trimmed(details.paymentTerms());
        var iban = iban(details);
        var bic = bic(details);
        var address = address(details);
        var channels = details.channels() == null ? List.<String>of() : details.channels();
        new FieldCheck()
                .that(
                        number == null || Formats.isKey(number, KEY),
                        "number",
                        "has 1 to " + KEY + " letters, digits or . _ @ + -")
                .text(details.name(), "name", 200)
                .that(email == null || Formats.isEmail(email), "email", "is no e-mail address")
                .that(Formats.isCurrency(currency(details)), "currency", "is an ISO 4217 code such as EUR")
                .that(language == null || Formats.isLanguage(language), "language", "is an ISO 639-1 code such as en")
                .that(
                        terms == null || PaymentTerms.parse(terms).isPresent(),
                        "paymentTerms",
                        "are like NET30, EOM or 2/10 NET30")
                .atMost(written(terms), "paymentTerms", PaymentTerms.LONGEST)
                .atMost(details.taxId(), "taxId", 40)
                .that(iban == null || Formats.isIban(iban), "iban", "is no IBAN, or its check digits are wrong")
                .that(bic == null || Formats.isBic(bic), "bic", "is no BIC")
                .atMost(details.accountHolder(), "accountHolder", 140)
                .that(
                        channels.stream().allMatch("e-mail"::equals),
                        "channels",
                        "can only be e-mail, and follows from the e-mail address")
                .atMost(address.street(), "address.street", 200)
                .atMost(address.postalCode(), "address.postalCode", 20)
                .atMost(address.city(), "address.city", 100)
                .that(
                        address.country() == null || Formats.isCountry(address.country()),
                        "address.country",
                        "is an ISO 3166-1 code of two letters such as DE")
                .demand(SupplierRule.INVALID_SUPPLIER);
    }

    private String currency(SupplierDetails details) {
        return Objects.requireNonNullElse(
                Formats.trimmed(details.currency()), company.baseCurrency().getCurrencyCode());
    }

    private static @Nullable String iban(SupplierDetails details) {
        var iban = Formats.trimmed(details.iban());
        return iban == null ? null : iban.replace(" ", "").toUpperCase(Locale.ROOT);
    }

    /** Terms as they are kept. */
    private static @Nullable String written(@Nullable String terms) {
        return terms == null
                ? null
                : PaymentTerms.parse(terms).map(PaymentTerms::toString).orElse(terms);
    }

    private static @Nullable String bic(SupplierDetails details) {
        var bic = Formats.trimmed(details.bic());
        return bic == null ? null : bic.replace(" ", "").toUpperCase(Locale.ROOT);
    }

    private static SupplierDetails.Address address(SupplierDetails details) {
        var given = details.address() == null ? NOWHERE : details.address();
        return new SupplierDetails.Address(
                Formats.trimmed(given.street()),
                Formats.trimmed(given.postalCode()),
                Formats.trimmed(given.city()),
                Formats.trimmed(given.country()));
    }
}
