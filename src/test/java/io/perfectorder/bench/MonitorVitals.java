package io.perfectorder.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Heap and CPU of another Java process on this machine, asked of the process itself. */
final class MonitorVitals implements AutoCloseable {
    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final OperatingSystemMXBean system;

    private MonitorVitals(JMXConnector connector) throws IOException {
        this.connector = connector;
        MBeanServerConnection process = connector.getMBeanServerConnection();
        memory = ManagementFactory.getPlatformMXBean(process, MemoryMXBean.class);
        system = ManagementFactory.getPlatformMXBean(process, OperatingSystemMXBean.class);
    }

    static MonitorVitals of(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
            try {
                return new MonitorVitals(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException refused) {
            throw new IOException(refused);
        }
    }

    /** What is still reachable: the least of a few collections, since references die in several rounds. */
    long heapAfterCollectionBytes() {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 4; round++) {
            memory.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** CPU time of the whole process since its start. */
    Duration cpu() {
        return Duration.ofNanos(system.getProcessCpuTime());
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
