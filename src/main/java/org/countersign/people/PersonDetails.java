package org.countersign.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person as clients write and read it.
 *
 * @param user sign-in name; cannot be changed later
 * @param firstName first name
 * @param lastName last name
 * @param email where mails go
 * @param password only written; without one an existing password stays, and a new person cannot sign in
 * @param groups ids of the groups that the person is in
 * @param manager sign-in name of the line manager
 * @param department code of the department
 * @param costCenter code of the cost centre proposed for own requisitions
 * @param approvalLimit up to which amount the person may approve, in base currency
 * @param language ISO 639-1 code; {@code en} if not given
 * @param timeZone IANA name; the organisation's if not given
 * @param country ISO 3166-1 alpha-2 code of the country whose public holidays are theirs; the organisation's if not given
 * @param region part of that country by ISO 3166-2, {@code BY} or {@code DE-BY}, where it has holidays of its own
 * @param active whether the person may sign in and be asked for anything; true if not given
 */
public record PersonDetails(
        @Nullable String user,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable
        String password,

        @Nullable Set<String> groups,
        @Nullable String manager,
        @Nullable String department,
        @Nullable String costCenter,
        @Nullable BigDecimal approvalLimit,
        @Nullable String language,
        @Nullable String timeZone,
        @Nullable String country,
        @Nullable String region,
        @Nullable Boolean active) {

    /** Everything that is kept of a person, but the password. */
    public static PersonDetails of(Person person, Set<String> groups) {
        return new PersonDetails(
                person.user(),
                person.firstName(),
                person.lastName(),
                person.email(),
                null,
                new java.util.TreeSet<>(groups),
                person.manager(),
                person.department(),
                person.costCenter(),
                person.approvalLimit(),
                person.language(),
                person.timeZone(),
                person.country(),
                person.region(),
                person.active());
    }

    /** What everybody may know: the name, the department, and whether the person is active. */
    public static PersonDetails publicOf(Person person) {
        return new PersonDetails(
                person.user(),
                person.firstName(),
                person.lastName(),
                null,
                null,
                null,
                null,
                person.department(),
                null,
                null,
                null,
                null,
                null,
                null,
                person.active());
    }
}
