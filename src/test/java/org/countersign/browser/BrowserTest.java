package org.countersign.browser;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.countersign.support.CountersignTest;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A {@link CountersignTest} whose methods may take a {@link Browsing}: a browser window at this server. Where no browser can be
 * had, the tests are skipped, and say so aloud.
 */
@Documented
@Inherited
@CountersignTest
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserExtension.class)
public @interface BrowserTest {}
