package io.perfectorder.alerting.channel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What a host name stands for now. Blocks for as long as the resolver of the system waits, seconds at worst. */
@FunctionalInterface
public interface HostNames {
    List<InetAddress> lookUp(String host) throws UnknownHostException;

    static HostNames ofTheSystem() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
