package org.countersign;

import javax.xml.transform.TransformerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** The server: one process engine, the modules around it, and the pages in front of them. */
@Modulithic(systemName = "Countersign", sharedModules = "shared")
@SpringBootApplication
@ConfigurationPropertiesScan
public class CountersignApplication {

    /** Java's own: Saxon applies the rules of e-invoices and nothing else, and is not even loaded before the first one. */
    private static final String TRANSFORMER = "javax.xml.transform.TransformerFactory";

    static {
        if (System.getProperty(TRANSFORMER) == null) {
            System.setProperty(
                    TRANSFORMER,
                    TransformerFactory.newDefaultInstance().getClass().getName());
        }
    }

    public static void main(String[] arguments) {
        SpringApplication.run(CountersignApplication.class, arguments);
    }
}
