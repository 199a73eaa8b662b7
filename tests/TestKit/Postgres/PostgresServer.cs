using System.Globalization;
using Npgsql;

namespace ContactHub.TestKit;

/// <summary>
/// A real PostgreSQL server in a folder of its own, on a free port of the loopback address. Needs the server's programs on the machine
/// (Debian: <c>apt-get install postgresql</c>); a missing one is an error, since tests that silently skip prove nothing.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> SharedServer = new(Start);

    private readonly PostgresPrograms _programs;
    private readonly string _folder;
    private int _databases;

    private PostgresServer(PostgresPrograms programs, string folder, int port) => (_programs, _folder, Port) = (programs, folder, port);

    /// <summary>The server that the tests of one process share; each test makes its own database. It ends with the process.</summary>
    public static Task<PostgresServer> Shared => SharedServer.Value;

    public int Port { get; }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes a new server and starts it.</summary>
    public static async Task<PostgresServer> Start()
    {
        var programs = PostgresPrograms.Find();
        var folder = Directory.CreateTempSubdirectory("contacthub-postgres-").FullName;
        await programs.Own(folder);
        PostgresPrograms.CleanUpAfterThisProcess(folder);
        var server = new PostgresServer(programs, folder, FreePorts.One());
        await programs.Run("initdb", "-D", server.Data, "-U", "hub", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        await server.Restart();
        return server;
    }

    /// <summary>Starts the server after <see cref="Stop"/> or <see cref="Kill"/>; returns when it takes connections.</summary>
    public Task Restart() => _programs.Run(
        "pg_ctl",
        "-D", Data,
        "-l", Path.Combine(_folder, "log"),
        "-o", string.Create(CultureInfo.InvariantCulture, $"-p {Port} -k {_folder} -c listen_addresses=127.0.0.1"),
        "-w", "start");

    /// <summary>Stops the server; open connections are cut.</summary>
    public Task Stop() => _programs.Run("pg_ctl", "-D", Data, "-m", "fast", "-w", "stop");

    /// <summary>Ends the server's processes at once, as a crash does; it recovers at the next start.</summary>
    public Task Kill() => _programs.Run("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Runs one of PostgreSQL's client programs against this server, as its superuser.</summary>
    public Task RunClient(string program, params string[] arguments) =>
        _programs.Run(program, ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "hub", .. arguments]);

    /// <summary>A place for a file that the client programs may write.</summary>
    public string FileFor(string name) => Path.Combine(_folder, name);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid"))) await Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Database={database};Username=hub;Timeout=30");
}
