package org.countersign.supplier;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What other modules ask about suppliers. Read only, needs no right. */
public interface SupplierDirectory {

    /** The supplier of this number, blocked or not. */
    Optional<Supplier> supplier(String number);

    /** The suppliers of these numbers, blocked or not, in no order. */
    List<Supplier> suppliers(Collection<String> numbers);

    /**
     * Suppliers that an order can go to and that a person looks for, by number or a part of the name.
     *
     * @param most how many at the most
     */
    List<Supplier> search(String text, int most);

    /**
     * Suppliers that an order can go to, by name: all but the blocked ones.
     *
     * @param most how many at the most
     */
    List<Supplier> orderable(int most);

    /**
     * Suppliers whose number begins with a text, or whose name contains it, in upper or lower case, by name; blocked ones
     * too.
     *
     * @param most how many at the most
     */
    List<Supplier> matching(String text, int most);

    /** The names of these suppliers by number; of unknown numbers there are none. */
    Map<String, String> namesOf(Collection<String> numbers);

    /** The suppliers of this tax registration, compared without blanks and punctuation, by number. */
    List<Supplier> withTaxId(String taxId);

    /** The suppliers of this name, compared without regard to case, by number. */
    List<Supplier> named(String name);

    /** The suppliers whose account, confirmed, is this one, compared without blanks, by number. */
    List<Supplier> withIban(String iban);

    /** The suppliers with this mail address, compared without regard to case, by number. */
    List<Supplier> withEmail(String email);
}
