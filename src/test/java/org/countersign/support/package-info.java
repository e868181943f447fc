/** What tests share: a server on an empty database, a clock to turn, people, doors and jobs. */
package org.countersign.support;
