package org.countersign.notification;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.audit.AuditEvent;
import org.countersign.mail.MailId;
import org.countersign.mail.Message;
import org.countersign.mail.Outbox;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.people.PersonExamples;
import org.countersign.shared.Company;
import org.countersign.shared.Group;
import org.countersign.shared.TemplatesExamples;
import org.countersign.shared.UserId;

/** What would be mailed in an organisation of four, of whom one has no address. */
final class Written {

    static final Company COMPANY = new Company(
            "Example Works GmbH",
            "Musterweg 12",
            "20095",
            "Hamburg",
            "DE",
            null,
            "purchasing@example.org",
            "+49 40 123456-0",
            ZoneId.of("Europe/Berlin"),
            Currency.getInstance("EUR"));

    private final Map<String, Person> people;

    final List<Message> messages = new ArrayList<>();
    final List<AuditEvent> entries = new ArrayList<>();
    final Organization organization = mock(Organization.class);
    final Letters letters = new Letters(TemplatesExamples.shipped());

    Written() {
        this("en");
    }

    Written(String language) {
        people = Stream.of(
                        PersonExamples.person("requester", "Robin", "Requester", "requester@example.org", language),
                        PersonExamples.person("manager", "Mara", "Manager", "manager@example.org", language),
                        PersonExamples.person("finance", "Finn", "Finance", "finance@example.org", language),
                        PersonExamples.person("buyer", "Bruno", "Buyer", "buyer@example.org", language),
                        PersonExamples.person("silent", "Sid", "Silent", null, language))
                .collect(Collectors.toMap(Person::user, Function.identity()));
        when(organization.person(any()))
                .thenAnswer(call -> Optional.ofNullable(
                        people.get(call.<UserId>getArgument(0).value())));
        when(organization.nameOf(any())).thenAnswer(call -> {
            var person = people.get(call.<UserId>getArgument(0).value());
            return person == null ? call.getArgument(0).toString() : person.firstName() + " " + person.lastName();
        });
        when(organization.activeMembersOf(any())).thenReturn(Set.of());
        when(organization.activeMembersOf(Group.PURCHASING_AGENT.id())).thenReturn(Set.of(new UserId("buyer")));
        when(organization.activeMembersOf(Group.ADMINISTRATOR.id())).thenReturn(Set.of(new UserId("finance")));
    }

    StaffMails mails() {
        var outbox = mock(Outbox.class);
        when(outbox.queue(any())).thenAnswer(call -> {
            messages.add(call.getArgument(0));
            return new MailId("1");
        });
        return new StaffMails(
                letters,
                TemplatesExamples.shipped(),
                organization,
                outbox,
                entries::add,
                COMPANY,
                new NotificationSettings(
                        "https://buy.example.org", new NotificationSettings.Digest(java.time.LocalTime.of(7, 0))));
    }
}
