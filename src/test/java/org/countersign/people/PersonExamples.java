package org.countersign.people;

/** Profiles for tests. */
public final class PersonExamples {

    private PersonExamples() {}

    /** Somebody in Berlin with the address {@code <user>@example.org}. */
    public static Person person(String user, String firstName, String lastName) {
        return person(user, firstName, lastName, user + "@example.org");
    }

    /** Somebody in Berlin; without an address no mail is written. */
    public static Person person(String user, String firstName, String lastName, String email) {
        return person(user, firstName, lastName, email, "en");
    }

    /** Somebody in Berlin who reads another language. */
    public static Person person(String user, String firstName, String lastName, String email, String language) {
        var person = new Person(user);
        person.become(firstName, lastName, email, null, null, null, null, language, "Europe/Berlin", null, null, true);
        return person;
    }
}
