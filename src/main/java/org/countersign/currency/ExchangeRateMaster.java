package org.countersign.currency;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
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
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps exchange rates. Everybody reads them, finance officers write them; every change is recorded. */
@Service
@Transactional
public class ExchangeRateMaster implements MasterImport<ExchangeRateDetails> {

    private final Rates rates;
    private final Company company;
    private final AuditTrail trail;

    ExchangeRateMaster(Rates rates, Company company, AuditTrail trail) {
        this.rates = rates;
        this.company = company;
        this.trail = trail;
    }

    /** The rate of a currency from a date on. @throws NotFound where there is none of just that date */
    @Transactional(readOnly = true)
    public ExchangeRate get(String currency, LocalDate date) {
        return rates.findById(new ExchangeRate.Key(currency, date))
                .orElseThrow(() -> new NotFound("exchange rate", currency + " from " + date));
    }

    /** The rates, of one currency if given. */
    @Transactional(readOnly = true)
    public Page<ExchangeRate> list(@Nullable String currency, @Nullable LocalDate date, Pageable page) {
        return rates.findAll(
                new Filter<ExchangeRate>()
                        .equal("key.currency", currency)
                        .equal("key.date", date)
                        .toSpecification(),
                page);
    }

    /** Adds a rate. @throws org.countersign.shared.RuleViolation when it is faulty (422) or exists (409) */
    public ExchangeRate add(ExchangeRateDetails details, Actor actor) {
        mayImport(actor);
        var checked = checked(details);
        check(
                !rates.existsById(checked.key()),
                CurrencyRule.RATE_EXISTS,
                checked.key().currency(),
                checked.key().date());
        var rate = rates.saveAndFlush(new ExchangeRate(checked.key(), checked.rate()));
        trail.record(AuditEvent.of(document(checked.key()), "exchange-rate.created", actor)
                .with("rate", checked.rate()));
        return rate;
    }

    /** Corrects a rate. @throws org.countersign.shared.RuleViolation when it is faulty (422) */
    public ExchangeRate correct(String currency, LocalDate date, ExchangeRateDetails details, Actor actor) {
        mayImport(actor);
        var rate = get(currency, date);
        var checked = checked(new ExchangeRateDetails(
                details.currency() == null ? currency : details.currency(),
                details.date() == null ? date : details.date(),
                details.rate()));
        new FieldCheck()
                .that(checked.key().currency().equals(currency), "currency", "cannot be changed")
                .that(checked.key().date().equals(date), "date", "cannot be changed")
                .demand(CurrencyRule.INVALID_RATE);
        if (rate.rate().compareTo(checked.rate()) != 0) {
            trail.record(AuditEvent.of(document(checked.key()), "exchange-rate.changed", actor)
                    .changed("rate", rate.rate(), checked.rate()));
            rate.change(checked.rate());
        }
        return rates.saveAndFlush(rate);
    }

    @Override
    public String kind() {
        return "exchange-rates";
    }

    @Override
    public Class<ExchangeRateDetails> type() {
        return ExchangeRateDetails.class;
    }

    @Override
    public void mayImport(Actor actor) {
        actor.mustBeIn(Group.FINANCE_OFFICER);
    }

    @Override
    public Optional<String> keyOf(Map<String, String> row) {
        var currency = row.get("currency");
        var date = row.get("date");
        return currency == null || date == null ? Optional.empty() : Optional.of(currency + " " + date);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<ExchangeRateDetails> current(String key) {
        return key(key).flatMap(rates::findById).map(ExchangeRateDetails::of);
    }

    @Override
    public void create(ExchangeRateDetails record, Actor actor) {
        add(record, actor);
    }

    @Override
    public void replace(String key, ExchangeRateDetails record, Actor actor) {
        key(key).ifPresent(known -> correct(known.currency(), known.date(), record, actor));
    }

    private static Optional<ExchangeRate.Key> key(String text) {
        try {
            return Optional.of(new ExchangeRate.Key(
                    text.substring(0, text.indexOf(' ')), LocalDate.parse(text.substring(text.indexOf(' ') + 1))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static DocumentNumber document(ExchangeRate.Key key) {
        return new DocumentNumber("exchange-rate:" + key.currency() + ":" + key.date());
    }

    private Checked checked(ExchangeRateDetails details) {
        var base = company.baseCurrency().getCurrencyCode();
        new FieldCheck()
                .that(Formats.isCurrency(details.currency()), "currency", "is an ISO 4217 code such as USD")
                .that(!base.equals(details.currency()), "currency", "is the base currency, which has no rate")
                .that(details.date() != null, "date", "is required")
                .that(
                        details.rate() != null && details.rate().signum() > 0,
                        "rate",
                        "is more than 0: units of the currency per one " + base)
                .digits(details.rate(), "rate", 11, 10)
                .demand(CurrencyRule.INVALID_RATE);
        if (details.currency() == null || details.date() == null || details.rate() == null) {
            throw new IllegalStateException("Checked just before");
        }
        return new Checked(new ExchangeRate.Key(details.currency(), details.date()), details.rate());
    }

    private record Checked(ExchangeRate.Key key, BigDecimal rate) {}
}
