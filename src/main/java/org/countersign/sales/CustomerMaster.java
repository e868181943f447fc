package org.countersign.sales;

import static org.countersign.shared.RuleViolation.check;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Filter;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.KnownApprovers;
import org.countersign.shared.MasterImport;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.PartnerCycle;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps customers. Sales agents and administrators write them, those who read everything read them too; every change is
 * recorded.
 */
@Service
@Transactional
public class CustomerMaster implements MasterImport<CustomerDetails> {

    private static final int KEY = 50;

    private final Customers customers;
    private final JdbcTemplate jdbc;
    private final KnownApprovers approvers;
    private final AuditTrail trail;

    CustomerMaster(Customers customers, JdbcTemplate jdbc, KnownApprovers approvers, AuditTrail trail) {
        this.customers = customers;
        this.jdbc = jdbc;
        this.approvers = approvers;
        this.trail = trail;
    }

    /** A customer. @throws NotFound where there is none of this number */
    @Transactional(readOnly = true)
    public CustomerDetails get(String number, Actor actor) {
        mayRead(actor);
        return CustomerDetails.of(customer(number));
    }

    /**
     * The customers that match.
     *
     * @param number the whole number, if given
     * @param name a part of the name, if given
     */
    @Transactional(readOnly = true)
    public Page<CustomerDetails> list(@Nullable String number, @Nullable String name, Pageable page, Actor actor) {
        mayRead(actor);
        return customers
                .findAll(
                        new Filter<Customer>()
                                .equal("number", number)
                                .containing(name, "name")
                                .toSpecification(),
                        page)
                .map(CustomerDetails::of);
    }

    /** A customer, for any module. */
    @Transactional(readOnly = true)
    public Optional<Customer> find(String number) {
        return customers.findById(number);
    }

    /** The names of these customers by number; of unknown numbers there are none. */
    @Transactional(readOnly = true)
    public Map<String, String> namesOf(Collection<String> numbers) {
        return numbers.isEmpty()
                ? Map.of()
                : customers.findAllById(new HashSet<>(numbers)).stream()
                        .collect(Collectors.toMap(Customer::number, Customer::name));
    }

    /** Creates a customer. @throws org.countersign.shared.RuleViolation when faulty (422) or known already (409) */
    public CustomerDetails add(CustomerDetails details, Actor actor) {
        mayImport(actor);
        var given = Formats.trimmed(details.number());
        check(given == null || !customers.existsById(given), SalesRule.CUSTOMER_EXISTS, String.valueOf(given));
        demandValid(given, details);
        var customer = new Customer(given == null ? drawNumber() : given);
        save(customer, details);
        record("customer.created", customer, Map.of(), actor);
        return CustomerDetails.of(customer);
    }

    /** Replaces a customer. @throws NotFound where there is none of this number */
    public CustomerDetails change(String number, CustomerDetails details, Actor actor) {
        mayImport(actor);
        var customer = customer(number);
        var before = customer.facts();
        new FieldCheck()
                .that(details.number() == null || details.number().equals(number), "number", "cannot be changed")
                .demand(SalesRule.INVALID_CUSTOMER);
        demandValid(number, details);
        save(customer, details);
        record("customer.changed", customer, before, actor);
        return CustomerDetails.of(customer);
    }

    /** Only administrators say who approves: whoever buys or sells must not choose their own approvers. */
    public void mayChangeCycle(Actor actor) {
        actor.mustBeIn(Group.ADMINISTRATOR);
    }

    /** The approval cycle that a customer carries. @throws NotFound where there is none of this number */
    @Transactional(readOnly = true)
    public PartnerCycle cycleOf(String number, Actor actor) {
        mayRead(actor);
        return customer(number).approvalCycle();
    }

    /**
     * Says who approves what is sold to a customer from now on, and who is told; what is in approval already goes on with the
     * steps frozen at its submission (R02).
     *
     * @param cycle an empty one where the customer shall carry none
     * @throws org.countersign.shared.RuleViolation when it names somebody who is not there (422)
     */
    public PartnerCycle changeCycle(String number, PartnerCycle cycle, Actor actor) {
        mayChangeCycle(actor);
        var customer = customer(number);
        var before = customer.approvalCycle();
        var fields = new FieldCheck();
        cycle.check(fields, approvers);
        fields.demand(SalesRule.INVALID_CYCLE);
        customer.approvedBy(cycle);
        customers.saveAndFlush(customer);
        var entry = AuditEvent.of(documentOf(customer), "customer.approval-cycle-changed", actor)
                .differences(before.facts(), cycle.facts());
        if (!entry.isWithoutValues()) {
            trail.record(entry);
        }
        return customer.approvalCycle();
    }

    @Override
    public String kind() {
        return "customers";
    }

    @Override
    public Class<CustomerDetails> type() {
        return CustomerDetails.class;
    }

    @Override
    public void mayImport(Actor actor) {
        actor.mustBeIn(Group.SALES_AGENT, Group.ADMINISTRATOR);
    }

    @Override
    public Optional<String> keyOf(Map<String, String> row) {
        return Optional.ofNullable(Formats.trimmed(row.get("number")));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<CustomerDetails> current(String key) {
        return customers.findById(key).map(CustomerDetails::of);
    }

    @Override
    public void create(CustomerDetails record, Actor actor) {
        add(record, actor);
    }

    @Override
    public void replace(String key, CustomerDetails record, Actor actor) {
        change(key, record, actor);
    }

    private static void mayRead(Actor actor) {
        if (!actor.readsEverything() && !actor.isIn(Group.SALES_AGENT, Group.FINANCE_OFFICER)) {
            throw new NotAllowed(Group.SALES_AGENT, Group.FINANCE_OFFICER, Group.ADMINISTRATOR, Group.AUDITOR);
        }
    }

    private Customer customer(String number) {
        return customers.findById(number).orElseThrow(() -> new NotFound("customer", number));
    }

    /** The next number that nobody gave by hand. */
    private String drawNumber() {
        String number;
        do {
            jdbc.update("update customer_numbers set last_drawn = last_drawn + 1 where id = 1");
            var drawn = jdbc.queryForObject("select last_drawn from customer_numbers where id = 1", Long.class);
            number = String.format(Locale.ROOT, "C-%06d", drawn);
        } while (customers.existsById(number));
        return number;
    }

    private void save(Customer customer, CustomerDetails details) {
        customer.become(String.valueOf(details.name()).strip(), Formats.trimmed(details.email()));
        customers.saveAndFlush(customer);
    }

    private static DocumentNumber documentOf(Customer customer) {
        return new DocumentNumber("customer:" + customer.number());
    }

    private void record(String event, Customer customer, Map<String, @Nullable Object> before, Actor actor) {
        var entry = AuditEvent.of(documentOf(customer), event, actor).differences(before, customer.facts());
        if (!entry.isWithoutValues()) {
            trail.record(entry);
        }
    }

    private static void demandValid(@Nullable String number, CustomerDetails details) {
        var email = Formats.trimmed(details.email());
        new FieldCheck()
                .that(
                        number == null || Formats.isKey(number, KEY),
                        "number",
                        "has 1 to " + KEY + " letters, digits or . _ @ + -")
                .text(details.name(), "name", 200)
                .that(email == null || Formats.isEmail(email), "email", "is no e-mail address")
                .demand(SalesRule.INVALID_CUSTOMER);
    }
}
