package canary;

import lombok.Value;

/** A class that its reader cannot see. */
@Value
public class WithLombok {
    String name;
}
