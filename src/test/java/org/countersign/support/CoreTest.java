package org.countersign.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * A test against the modules that know no engine: shared, audit, currency, people, supplier, catalog. Real database (H2 in
 * memory, all migrations), {@code MockMvc} with every filter, people in an {@link InMemoryDirectory}. Starts in a few
 * seconds; tests that carry just this annotation share one context and one database.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = CoreApplication.class,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE"
                    + ";QUERY_CACHE_SIZE=512",
            "countersign.demo=false",
            "countersign.nightly-work.looked-after=-",
            "countersign.data=target/test-data-${countersign.test-fork:1}",
            "countersign.secret=a-secret-that-only-the-tests-know-0123456789",
            "countersign.generate-secret=false",
            "countersign.audit.anchor-file="
        })
@AutoConfigureMockMvc
public @interface CoreTest {}
