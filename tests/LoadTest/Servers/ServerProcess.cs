using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ContactHub.LoadTest.Servers;

/// <summary>How to start a server.</summary>
/// <param name="Arguments">What follows the program.</param>
/// <param name="Environment">Variables to set.</param>
/// <param name="Folder">Its working folder.</param>
/// <param name="Port">The port on 127.0.0.1 it will listen on.</param>
/// <param name="Program">What to run; null is <c>dotnet</c>.</param>
internal sealed record ServerLaunch(
    IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string Folder, int Port, string? Program = null);

/// <summary>A server under load as a child process, so that its processor time and memory stand apart from the load's.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly OutputTail _output = new();

    private ServerProcess(Process process, int port)
    {
        _process = process;
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        ChildProcesses.Add(process);
        process.OutputDataReceived += (_, line) => _output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => _output.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Url { get; }

    public int Pid => _process.Id;

    /// <summary>The lines the server has printed, the oldest dropped.</summary>
    public IReadOnlyList<string> Output => _output.Lines;

    /// <summary>Starts a server and waits until its port accepts connections.</summary>
    /// <exception cref="IOException">There is no such program, or it ended or did not listen in time; the message holds its last lines.</exception>
    public static async Task<ServerProcess> StartAsync(ServerLaunch launch, TimeProvider time, CancellationToken cancel)
    {
        ProcessStartInfo start = new(launch.Program ?? DotnetHost.Path, launch.Arguments)
        {
            WorkingDirectory = launch.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in launch.Environment)
            start.Environment[name] = value;
        ServerProcess server = new(Run(start), launch.Port);
        try
        {
            await server.WaitUntilListeningAsync(launch.Port, time, cancel);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed. Returns when the process is gone.</summary>
    public void Kill() => ChildProcesses.End(_process);

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private static Process Run(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new IOException("The server did not start.");
        }
        catch (Win32Exception missing)
        {
            throw new IOException($"'{start.FileName}' cannot be run: {missing.Message}", missing);
        }
    }

    private async Task WaitUntilListeningAsync(int port, TimeProvider time, CancellationToken cancel)
    {
        long started = time.GetTimestamp();
        while (true)
        {
            using Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await probe.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancel);
                return;
            }
            catch (SocketException) when (!_process.HasExited && time.GetElapsedTime(started) < StartTimeout)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancel);
            }
            catch (SocketException refused)
            {
                throw new IOException("The server does not listen. Its last lines:\n" + string.Join('\n', Output), refused);
            }
        }
    }
}
