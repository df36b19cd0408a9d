//! Sessions, requests, paging, jobs: the one place that knows HTTP.
