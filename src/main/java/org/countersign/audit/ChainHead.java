package org.countersign.audit;

/**
 * The end of a chain: how many links there are, and the MAC of the last. Itself under a MAC, so that nobody can cut the
 * chain and move its head.
 */
record ChainHead(String chain, long count, String lastMac, String mac) {

    /** In place of a MAC, once a head was found to be forged: what is appended later must not heal it. */
    static final String BROKEN = "broken";

    /** A chain without any link yet. */
    static ChainHead none(String chain) {
        return new ChainHead(chain, 0, "", "");
    }

    boolean isGenuine(AuditMac macs) {
        return count == 0 && lastMac.isEmpty() && mac.isEmpty()
                || AuditMac.same(mac, macs.of("head", chain, count, lastMac));
    }

    /** The head after one more link; a forged head stays recognisable as such. */
    ChainHead next(long count, String lastMac, boolean genuine, AuditMac macs) {
        return new ChainHead(chain, count, lastMac, genuine ? macs.of("head", chain, count, lastMac) : BROKEN);
    }
}
