package org.countersign.workflow.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The errors with which a delegate can end, so that a model that forgets to catch one can be told before it is deployed. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ThrowsErrors {

    /** Each of them. */
    ProcessError[] value();
}
