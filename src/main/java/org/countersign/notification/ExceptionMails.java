package org.countersign.notification;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.invoicing.InvoiceExceptionAsked;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Gist;
import org.countersign.notification.Letter.Named;
import org.countersign.notification.Letter.Quote;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.people.Organization;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the handler of a difference that an invoice waits for it (R20). */
@Component
class ExceptionMails {

    private static final String PERSON = "person:";

    private final StaffMails mails;
    private final Organization organization;
    private final SupplierDirectory suppliers;
    private final InvoiceTerms invoices;

    ExceptionMails(StaffMails mails, Organization organization, SupplierDirectory suppliers, InvoiceTerms invoices) {
        this.mails = mails;
        this.organization = organization;
        this.suppliers = suppliers;
        this.invoices = invoices;
    }

    @EventListener
    void on(InvoiceExceptionAsked asked) {
        for (var person : handlers(asked.handler())) {
            mails.write(
                    "exception-asked/" + asked.exception() + "/" + asked.round(),
                    asked.invoice().document(),
                    person,
                    reader -> letter(reader, asked));
        }
    }

    private List<UserId> handlers(String handler) {
        return handler.startsWith(PERSON)
                ? List.of(new UserId(handler.substring(PERSON.length())))
                : organization.activeMembersOf(handler).stream().sorted().toList();
    }

    private Letter letter(Reader reader, InvoiceExceptionAsked asked) {
        var difference = mails.textOr(
                reader, "exceptionType." + asked.type().name(), asked.type().label());
        var supplier = Optional.ofNullable(asked.supplier())
                .flatMap(suppliers::supplier)
                .map(Supplier::name)
                .orElseGet(() -> asked.supplier() == null ? mails.text(reader, "unknownSupplier") : asked.supplier());
        var terms = invoices.of(asked.invoice().document()).orElse(null);
        var due = terms == null ? null : terms.dueDate();
        var discount = terms == null ? null : terms.discountUntil();
        var facts = new Facts()
                .add(mails.text(reader, "fact.supplier"), supplier)
                .add(mails.text(reader, "fact.invoice"), asked.number() + " (" + asked.invoice() + ")")
                .add(
                        mails.text(reader, "fact.order"),
                        asked.orders().stream()
                                .map(PurchaseOrderNumber::value)
                                .sorted()
                                .collect(Collectors.joining(", ")))
                .add(mails.text(reader, "fact.discountUntil"), discount == null ? null : reader.date(discount))
                .add(mails.text(reader, "fact.why"), mails.text(reader, "exception.why"));
        var until = due == null ? null : new Named(mails.text(reader, "fact.due"), reader.date(due));
        var explanation = mails.explained(reader, asked.explanation());
        return new Letter(
                mails.text(reader, "exception.subject", asked.invoice(), difference, supplier),
                explanation,
                mails.sender(),
                asked.invoice().toString(),
                mails.text(reader, "exception.headline"),
                List.of(mails.text(reader, "exception.intro")),
                new Gist(
                        new Named(mails.text(reader, "fact.difference"), difference),
                        new Named(
                                mails.text(reader, "fact.amount"),
                                StaffMails.amount(
                                        reader, Money.of(asked.amount().toPlainString(), asked.currency()))),
                        null,
                        until),
                new Quote(mails.text(reader, "fact.explanation"), explanation),
                new Button(mails.text(reader, "exception.button"), mails.taskLink(asked.task())),
                facts.all(),
                List.of(),
                mails.footer(reader, "handler"));
    }
}
