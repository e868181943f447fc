package org.countersign.workflow.demo;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.catalog.ItemCatalog;
import org.countersign.catalog.ItemDetails;
import org.countersign.catalog.ItemMaster;
import org.countersign.currency.ExchangeRateDetails;
import org.countersign.currency.ExchangeRateMaster;
import org.countersign.people.CostCenterDetails;
import org.countersign.people.CostCenterMaster;
import org.countersign.people.DepartmentDetails;
import org.countersign.people.DepartmentMaster;
import org.countersign.people.Directory;
import org.countersign.people.Organization;
import org.countersign.people.PeopleMaster;
import org.countersign.people.PersonDetails;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Group;
import org.countersign.shared.Restores;
import org.countersign.shared.UserId;
import org.countersign.supplier.SupplierDetails;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.supplier.SupplierMaster;
import org.countersign.supplier.SupplierStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The demonstration's organisation: people named by their role, each with the own name as password, departments, cost
 * centres, suppliers, items and exchange rates. What exists already is left as it is.
 */
@Component
@Order(10)
@ConditionalOnProperty(name = "countersign.demo", havingValue = "true")
class DemoMasters extends DemoData {

    private static final Logger log = LoggerFactory.getLogger(DemoMasters.class);
    private static final Actor DEMO = Actor.SYSTEM;

    private final Directory directory;
    private final Organization organization;
    private final PeopleMaster people;
    private final DepartmentMaster departments;
    private final CostCenterMaster costCenters;
    private final SupplierDirectory supplierDirectory;
    private final SupplierMaster suppliers;
    private final ItemCatalog catalog;
    private final ItemMaster items;
    private final ExchangeRateMaster rates;
    private final Company company;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DemoMasters(
            Restores restores,
            Directory directory,
            Organization organization,
            PeopleMaster people,
            DepartmentMaster departments,
            CostCenterMaster costCenters,
            SupplierDirectory supplierDirectory,
            SupplierMaster suppliers,
            ItemCatalog catalog,
            ItemMaster items,
            ExchangeRateMaster rates,
            Company company,
            Clock clock,
            PlatformTransactionManager transactions) {
        super(restores, directory);
        this.directory = directory;
        this.organization = organization;
        this.people = people;
        this.departments = departments;
        this.costCenters = costCenters;
        this.supplierDirectory = supplierDirectory;
        this.suppliers = suppliers;
        this.catalog = catalog;
        this.items = items;
        this.rates = rates;
        this.company = company;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    void fill() {
        transaction.executeWithoutResult(status -> {
            groups();
            departmentsPeopleAndCostCenters();
            suppliers();
            items();
            exchangeRates();
        });
        log.info("The demonstration's accounts and masters are in place");
    }

    private void groups() {
        for (var group : Group.values()) {
            if (!directory.hasGroup(group.id())) {
                directory.saveGroup(group.id(), group.label());
            }
        }
    }

    private void departmentsPeopleAndCostCenters() {
        department("OPERATIONS", "Operations", null);
        department("IT", "Information technology", null);
        department("FINANCE", "Finance", null);

        person("cfo", "Claire", "Fontaine", null, "FINANCE", Group.CFO, Group.FINANCE_OFFICER);
        person("department-head", "Dora", "Hoffmann", "cfo", "OPERATIONS", Group.APPROVER);
        person("manager", "Marek", "Novak", "department-head", "OPERATIONS", Group.APPROVER);
        person("requester", "Rita", "Quist", "manager", "OPERATIONS", Group.REQUESTER, Group.SALES_AGENT);
        person("finance", "Farid", "Nasser", "department-head", "FINANCE", Group.FINANCE_OFFICER);
        person("buyer", "Bruno", "Keller", "department-head", "OPERATIONS", Group.PURCHASING_AGENT, Group.SALES_AGENT);
        person("receiver", "Renata", "Cieslak", "department-head", "OPERATIONS", Group.RECEIVER);
        person("ap", "Amelie", "Petit", "department-head", "FINANCE", Group.ACCOUNTS_PAYABLE);
        person("admin", "Anton", "Dietrich", "department-head", "IT", Group.ADMINISTRATOR);
        person("second-admin", "Selma", "Aydin", "department-head", "IT", Group.ADMINISTRATOR);
        person("auditor", "Aurora", "Ditlev", "department-head", "FINANCE", Group.AUDITOR);
        person("analyst", "Anna", "Lysander", "department-head", "IT", Group.PROCESS_ANALYST, Group.IT_APPROVER);
        person("ops", "Oskar", "Persson", "department-head", "IT", Group.OPERATIONS);

        head("OPERATIONS", "department-head");
        head("IT", "analyst");
        head("FINANCE", "cfo");

        costCenter("CC-100", "Production", "OPERATIONS", "department-head");
        costCenter("CC-200", "Workplace and software", "IT", "analyst");
        costCenter("CC-300", "Finance and audit", "FINANCE", "cfo");
        costCenter("CC-400", "Buildings and grounds", "OPERATIONS", "manager");
    }

    private void suppliers() {
        supplier(
                "S-1001",
                "Nordlicht Bürobedarf GmbH",
                "orders@nordlicht.example.com",
                "EUR",
                "de",
                "NET30",
                "DE811907980",
                "DE34200505501234567890",
                SupplierStatus.PREFERRED,
                new SupplierDetails.Address("Speicherstraße 4", "20457", "Hamburg", "DE"));
        supplier(
                "S-1002",
                "Byteforge Systems GmbH",
                "sales@byteforge.example.com",
                "EUR",
                "en",
                "2/10 NET30",
                "DE274938611",
                "DE83100500000190012345",
                SupplierStatus.APPROVED,
                new SupplierDetails.Address("Lindenallee 81", "10969", "Berlin", "DE"));
        supplier(
                "S-1003",
                "Alpenblick Gebäudedienste AG",
                "auftrag@alpenblick.example.com",
                "CHF",
                "de",
                "EOM",
                "CHE-116.281.710 MWST",
                "CH6900700110001234567",
                SupplierStatus.APPROVED,
                new SupplierDetails.Address("Seefeldstrasse 19", "8008", "Zürich", "CH"));
        supplier(
                "S-1004",
                "Greenfield Supplies Ltd",
                "orders@greenfield.example.com",
                "GBP",
                "en",
                "NET14",
                "GB 980 7806 84",
                "GB29NWBK60161331926819",
                SupplierStatus.NEW,
                new SupplierDetails.Address("27 Mill Lane", "LS1 4AP", "Leeds", "GB"));
        supplier(
                "S-1005",
                "Delta Werkzeug KG",
                "kontakt@delta-werkzeug.example.com",
                "EUR",
                "de",
                "NET30",
                "DE129273398",
                "DE62370400440532013001",
                SupplierStatus.BLOCKED,
                new SupplierDetails.Address("Industrieweg 3", "50667", "Köln", "DE"));
        supplier(
                "S-1006",
                "Kieswerk Hofmann",
                null,
                "EUR",
                "de",
                "NET10",
                "DE220549117",
                "DE59700202700010001234",
                SupplierStatus.APPROVED,
                new SupplierDetails.Address("Am Baggersee 1", "85356", "Freising", "DE"));
    }

    private void items() {
        item(
                "I-1001",
                "Office chair, adjustable",
                "office",
                "EA",
                "189.00",
                "EUR",
                "S-1001",
                "NB-4711",
                "4006381333931");
        item(
                "I-1002",
                "Copy paper A4, 500 sheets",
                "office",
                "RM",
                "4.85",
                "EUR",
                "S-1001",
                "NB-0080",
                "4260123456016");
        item("I-1003", "Whiteboard 180 x 120 cm", "office", "EA", "149.90", "EUR", "S-1001", "NB-1812", null);
        item(
                "I-2001",
                "Laptop 14 inch, 32 GB",
                "it-hardware",
                "EA",
                "1480.00",
                "EUR",
                "S-1002",
                "BF-L14",
                "4260123456023");
        item("I-2002", "Monitor 27 inch", "it-hardware", "EA", "329.00", "EUR", "S-1002", "BF-M27", "4260123456030");
        item("I-2003", "Drawing software, one year", "it-software", "EA", "612.50", "EUR", "S-1002", "BF-CAD1", null);
        item("I-3001", "Consulting, one hour", "services", "HUR", "135.00", "EUR", "S-1002", "BF-CONS", null);
        item("I-3002", "Cleaning of offices, one month", "services", "MON", "2450.00", "CHF", "S-1003", "R-12", null);
        item("I-4001", "Gravel 16/32", "bulk", "TNE", "18.40", "EUR", "S-1006", null, null);
        item("I-4002", "Polypropylene granulate", "bulk", "KGM", "1.3275", "GBP", "S-1004", "PP-25", null);
        item("I-5001", "Pressure valve DN 50", "inspected", "EA", "412.00", "EUR", "S-1005", "DW-V50", "4260123456047");
        item("I-5002", "Safety harness", "inspected", "EA", "96.20", "GBP", "S-1004", "GS-H2", "4260123456054");
    }

    private void exchangeRates() {
        var yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        rates("GBP", "0.8508", "0.8745", yesterday);
        rates("USD", "1.1234", "1.1580", yesterday);
        rates("CHF", "1.0854", "0.9312", yesterday);
    }

    private void department(String code, String name, @Nullable String head) {
        if (organization.department(code).isEmpty()) {
            departments.add(new DepartmentDetails(code, name, head), DEMO);
        }
    }

    private void head(String code, String head) {
        organization
                .department(code)
                .filter(department -> department.head() == null)
                .ifPresent(department ->
                        departments.change(code, new DepartmentDetails(code, department.name(), head), DEMO));
    }

    private void person(
            String user,
            String firstName,
            String lastName,
            @Nullable String manager,
            String department,
            Group... groups) {
        if (organization.person(new UserId(user)).isPresent()) {
            return;
        }
        Set<String> ids = Arrays.stream(groups).map(Group::id).collect(Collectors.toUnmodifiableSet());
        people.add(
                new PersonDetails(
                        user,
                        firstName,
                        lastName,
                        user + "@example.com",
                        user,
                        ids,
                        manager,
                        department,
                        null,
                        null,
                        "en",
                        company.timeZone().getId(),
                        null,
                        null,
                        true),
                DEMO);
    }

    private void costCenter(String code, String name, String department, String owner) {
        if (organization.costCenter(code).isEmpty()) {
            costCenters.add(new CostCenterDetails(code, name, department, owner), DEMO);
        }
    }

    private void supplier(
            String number,
            String name,
            @Nullable String email,
            String currency,
            String language,
            String terms,
            String taxId,
            String iban,
            SupplierStatus status,
            SupplierDetails.Address address) {
        if (supplierDirectory.supplier(number).isEmpty()) {
            suppliers.add(
                    new SupplierDetails(
                            number, name, email, currency, language, terms, taxId, iban, null, null, status, null,
                            address),
                    DEMO);
        }
    }

    private void item(
            String number,
            String name,
            String category,
            String unit,
            String price,
            String currency,
            String supplier,
            @Nullable String supplierItem,
            @Nullable String gtin) {
        if (catalog.item(number).isEmpty()) {
            items.add(
                    new ItemDetails(
                            number,
                            name,
                            category,
                            unit,
                            new BigDecimal(price),
                            currency,
                            supplier,
                            supplierItem,
                            gtin,
                            null),
                    DEMO);
        }
    }

    private void rates(String currency, String first, String recent, LocalDate recently) {
        var start = LocalDate.of(2020, 1, 1);
        if (rates.current(currency + " " + start).isEmpty()) {
            for (var rate : List.of(
                    new ExchangeRateDetails(currency, start, new BigDecimal(first)),
                    new ExchangeRateDetails(currency, recently, new BigDecimal(recent)))) {
                rates.add(rate, DEMO);
            }
        }
    }
}
