/**
 * Figures: what the server can do, beside the bare engine, and what each step costs. Runs with {@code ./mvnw -Pbench verify}
 * only. Nothing here is a Spring component, or the product under test would find it.
 */
@NullMarked
package org.countersign.bench;

import org.jspecify.annotations.NullMarked;
