package org.countersign.supplier;

import org.countersign.supplier.SupplierDetails.Address;

/** Suppliers for tests. */
public final class SupplierExamples {

    private SupplierExamples() {}

    /** A supplier in another country, with a name that needs more than ASCII. */
    public static Supplier abroad() {
        return abroad("en");
    }

    /** The same, written to in another language. */
    public static Supplier abroad(String language) {
        var supplier = new Supplier("S-1001");
        supplier.become(
                "Grüne Möbel & Söhne OG",
                "verkauf@moebel.example",
                "EUR",
                language,
                "2/10 NET30",
                "ATU12345678",
                null,
                null,
                null,
                SupplierStatus.APPROVED,
                new Address("Straße des Ersten Mai 7", "1020", "Wien", "AT"));
        return supplier;
    }
}
