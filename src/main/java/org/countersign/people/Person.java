package org.countersign.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.shared.web.DecimalJson;
import org.jspecify.annotations.Nullable;

/** A person's profile; the sign-in itself lies with the engine's identities. Administrators keep profiles. */
@Entity
@Table(name = "people")
public class Person {

    /** As many as the database keeps, so that a limit reads the same before and after. */
    private static final int LIMIT_DIGITS = 4;

    @Id
    @Column(name = "user_id")
    private String user;

    @Column(name = "first_name")
    private String firstName;

    @Column(name = "last_name")
    private String lastName;

    @Column(name = "email")
    private @Nullable String email;

    @Column(name = "manager")
    private @Nullable String manager;

    @Column(name = "department")
    private @Nullable String department;

    @Column(name = "cost_center")
    private @Nullable String costCenter;

    @Column(name = "approval_limit")
    private @Nullable BigDecimal approvalLimit;

    @Column(name = "language")
    private String language;

    @Column(name = "time_zone")
    private String timeZone;

    @Column(name = "country")
    private @Nullable String country;

    @Column(name = "region")
    private @Nullable String region;

    @Column(name = "active")
    private boolean active;

    @Column(name = "mails_off")
    private @Nullable String mailsOff;

    @Column(name = "mail_digest")
    private boolean digest;

    @Version
    private @Nullable Long version;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Person() {}

    /** A new profile without anything but its key; {@link #become} fills it. */
    Person(String user) {
        this.user = user;
        this.firstName = "";
        this.lastName = "";
        this.language = "en";
        this.timeZone = "UTC";
        this.active = true;
    }

    /** Takes over everything but the key. */
    void become(
            String firstName,
            String lastName,
            @Nullable String email,
            @Nullable String manager,
            @Nullable String department,
            @Nullable String costCenter,
            @Nullable BigDecimal approvalLimit,
            String language,
            String timeZone,
            @Nullable String country,
            @Nullable String region,
            boolean active) {
        this.firstName = firstName;
        this.lastName = lastName;
        this.email = email;
        this.manager = manager;
        this.department = department;
        this.costCenter = costCenter;
        this.approvalLimit =
                approvalLimit == null ? null : approvalLimit.setScale(LIMIT_DIGITS, RoundingMode.UNNECESSARY);
        this.language = language;
        this.timeZone = timeZone;
        this.country = country;
        this.region = region;
        this.active = active;
    }

    /** The state for the audit trail. */
    Map<String, @Nullable Object> facts() {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("firstName", firstName);
        facts.put("lastName", lastName);
        facts.put("email", email);
        facts.put("manager", manager);
        facts.put("department", department);
        facts.put("costCenter", costCenter);
        facts.put("approvalLimit", approvalLimit == null ? null : DecimalJson.text(approvalLimit));
        facts.put("language", language);
        facts.put("timeZone", timeZone);
        facts.put("country", country);
        facts.put("region", region);
        facts.put("active", active);
        return facts;
    }

    /** Takes over what the person chose for themselves. */
    void wishes(String language, Collection<MailTopic> withoutMails, boolean digest) {
        this.language = language;
        this.mailsOff = withoutMails.isEmpty()
                ? null
                : withoutMails.stream().map(MailTopic::name).sorted().collect(Collectors.joining(","));
        this.digest = digest;
    }

    /** What the person chose, for the audit trail. */
    Map<String, Object> wishes() {
        return Map.of("language", language, "mailsOff", mailsOff == null ? "" : mailsOff, "digest", digest);
    }

    /** Whether the person wants mails about something. */
    public boolean wants(MailTopic topic) {
        return mailsOff == null || !List.of(mailsOff.split(",")).contains(topic.name());
    }

    /** Whether reminders come together, in one mail a day. */
    public boolean digest() {
        return digest;
    }

    /** First and last name. */
    public String name() {
        return (firstName + " " + lastName).trim();
    }

    /** The sign-in name. */
    public String user() {
        return user;
    }

    /** First name. */
    public String firstName() {
        return firstName;
    }

    /** Last name. */
    public String lastName() {
        return lastName;
    }

    /** Where mails go; null for somebody who gets none. */
    public @Nullable String email() {
        return email;
    }

    /** The line manager's sign-in name; null at the top. */
    public @Nullable String manager() {
        return manager;
    }

    /** Code of the department. */
    public @Nullable String department() {
        return department;
    }

    /** Code of the cost centre that is proposed for own requisitions. */
    public @Nullable String costCenter() {
        return costCenter;
    }

    /** Up to which amount the person may approve, in base currency; null where no limit is kept. */
    public @Nullable BigDecimal approvalLimit() {
        return approvalLimit;
    }

    /** Language of mails: an ISO 639-1 code. */
    public String language() {
        return language;
    }

    /** IANA name of the time zone. */
    public String timeZone() {
        return timeZone;
    }

    /** ISO 3166-1 alpha-2 code of the country whose public holidays are theirs; null for the organisation's. */
    public @Nullable String country() {
        return country;
    }

    /** Part of that country by ISO 3166-2, without the country's code; null for the holidays of all of it. */
    public @Nullable String region() {
        return region;
    }

    /** Whether the person may sign in and be asked for anything. */
    public boolean active() {
        return active;
    }
}
